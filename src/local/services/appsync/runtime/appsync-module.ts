import { randomUUID } from "node:crypto";
import { dynamodbHelpers } from "./attribute-values.ts";
import { authType } from "./auth-type.ts";
import { toExpression } from "./filter-expression.ts";
import { ksuid, ulid } from "./ids.ts";
import { javaRegex } from "./java-regex.ts";
import { checkLimits } from "./matches-filter.ts";
import { toElasticsearchQueryDSL } from "./opensearch-query.ts";
import type { Extensions, LogLine } from "./outcome.ts";
import { toJsonObject } from "./rds/result.ts";
import { httpHelpers } from "./response-headers.ts";
import { AppSyncError, EarlyReturn } from "./signals.ts";
import { type SubscriptionFilter, toSubscriptionFilter } from "./subscription-filter.ts";
import { timeFunctions } from "./time/time-functions.ts";
import { xmlHelpers } from "./xml.ts";

/** What one evaluation shares with the module. */
export interface Evaluation {
  readonly identity: unknown;
  readonly appended: AppSyncError[];
  readonly extensions: Extensions;
  readonly logs: LogLine[];
  /** Of `util.http.addResponseHeader`. */
  readonly headers: Record<string, string>;
}

/**
 * The module `@aws-appsync/utils`.
 *
 * @param current the evaluation under way
 * @param now milliseconds since 1970
 */
export function utilsModule(current: () => Evaluation, now: () => number) {
  return { util: utilOf(current, now), extensions: extensionsOf(current), runtime: { earlyReturn } };
}

function earlyReturn(value: unknown = null, options: { readonly skipTo?: "END" | "NEXT" } = {}): never {
  throw new EarlyReturn(value, options.skipTo ?? "NEXT");
}

function utilOf(current: () => Evaluation, now: () => number) {
  const errorOf = (message: string, type?: string, data?: unknown, info?: unknown) =>
    new AppSyncError(message, type, data, info);
  return {
    error: (...args: Parameters<typeof errorOf>): never => {
      throw errorOf(...args);
    },
    appendError: (...args: Parameters<typeof errorOf>): void =>
      void current().appended.push(errorOf(...args)),
    unauthorized: (): never => {
      throw new AppSyncError("Unauthorized", "Unauthorized");
    },
    authType: () => authType(current().identity),
    autoId: () => randomUUID(),
    autoUlid: () => ulid(now()),
    autoKsuid: () => ksuid(now()),
    matches: (pattern: string, value: string) => matchesWhole(pattern, value),
    escapeJavaScript: (text: string) =>
      JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'").replaceAll("/", "\\/"),
    urlEncode: (text: string) => encodeURIComponent(text).replaceAll("%20", "+"),
    urlDecode: (text: string) => decodeURIComponent(text.replaceAll("+", "%20")),
    base64Encode: (text: string) => Buffer.from(text).toString("base64"),
    base64Decode: (text: string) => Buffer.from(text, "base64").toString(),
    time: timeFunctions(now),
    dynamodb: dynamodbHelpers,
    transform: {
      toDynamoDBFilterExpression: toExpression,
      toDynamoDBConditionExpression: toExpression,
      toElasticsearchQueryDSL,
      toSubscriptionFilter,
    },
    http: httpHelpers(current),
    xml: xmlHelpers,
    rds: { toJsonObject },
    math: {
      roundNum: (value: number) => Math.round(value),
      minVal: (a: number, b: number) => Math.min(a, b),
      maxVal: (a: number, b: number) => Math.max(a, b),
      randomDouble: () => Math.random(),
      randomWithinRange: (start: number, end: number) => start + Math.floor(Math.random() * (end - start)),
    },
    str: { normalize: (text: string, form: string) => text.normalize(form.toUpperCase()) },
  };
}

/** A pattern must match the whole value, as Java's Pattern.matches has it. */
const matchesWhole = (pattern: string, value: string): boolean => javaRegex(pattern, "", true).test(value);

function extensionsOf(current: () => Evaluation) {
  const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
  return {
    setSubscriptionFilter(filter: SubscriptionFilter) {
      checkLimits(filter);
      current().extensions.subscriptionFilter = copy(filter);
    },
    setSubscriptionInvalidationFilter(filter: SubscriptionFilter) {
      checkLimits(filter);
      current().extensions.invalidationFilter = copy(filter);
    },
    invalidateSubscriptions(request: Extensions["invalidations"][number]) {
      current().extensions.invalidations.push(copy(request));
    },
    evictFromApiCache(typeName: string, fieldName: string, keys: Record<string, unknown>) {
      current().extensions.evictions.push({ typeName, fieldName, keys: copy(keys) });
    },
  };
}

import type { GraphQLResolveInfo } from "graphql";
import type { FieldTrace, RequestTrace } from "../execution/request-trace.ts";
import type { Step } from "../execution/run-pipeline.ts";
import type { AppSyncError } from "../runtime/signals.ts";
import type { StoredApi } from "../state.ts";

/** A finished request, as its log tells it. */
export interface LoggedRequest {
  readonly requestId: string;
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: unknown;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly responseHeaders: Readonly<Record<string, unknown>>;
  readonly status: number;
  /** Milliseconds since 1970. */
  readonly began: number;
  readonly ended: number;
  readonly trace: RequestTrace | null;
}

const nanoseconds = (milliseconds: number) => Math.max(0, Math.round(milliseconds * 1_000_000));

/**
 * The lines that AppSync writes of a request: about the request always, about fields as the level says, with headers,
 * contexts and evaluated code only where verbose content is not excluded. The lines that only mark begin and end are
 * left out with it: a day's work would be mostly these.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html#cwl
 */
export function logLines({ api }: StoredApi, request: LoggedRequest): string[] {
  const level = api.logConfig?.fieldLogLevel ?? "NONE";
  const verbose = api.logConfig?.excludeVerboseContent !== true;
  const { requestId, trace, began, ended } = request;
  const tagged = (text: string) => `${requestId} ${text}`;
  const base = { requestId, graphQLAPIId: api.apiId };
  const placed = { ...base, apiArn: api.arn };
  const asked = `${request.query}, Operation: ${request.operationName}, Variables: ${JSON.stringify(request.variables)}`;
  const fields = trace?.fields ?? [];
  return [
    ...(verbose ? [tagged("Begin Request"), tagged(`GraphQL Query: ${asked}`)] : []),
    ...fields.flatMap((field) => fieldLines(field, placed, level, verbose, trace)),
    ...(trace === null ? [] : [executionSummary(trace, base, began, ended)]),
    ...(verbose ? [tagged(`Request Headers: ${headerText(request.requestHeaders)}`)] : []),
    ...(verbose ? [tagged(`Response Headers: ${headerText(request.responseHeaders)}`)] : []),
    ...(verbose ? [tagged("Tokens Consumed: 1")] : []),
    JSON.stringify({
      logType: "RequestSummary",
      ...base,
      statusCode: request.status,
      latency: nanoseconds(ended - began),
    }),
    ...(verbose ? [tagged("End Request")] : []),
  ];
}

interface Base {
  readonly requestId: string;
  readonly graphQLAPIId: string;
}

function executionSummary(trace: RequestTrace, base: Base, began: number, ended: number): string {
  return JSON.stringify({
    duration: nanoseconds(ended - began),
    logType: "ExecutionSummary",
    ...base,
    startTime: new Date(began).toISOString(),
    endTime: new Date(ended).toISOString(),
    parsing: { startOffset: 0, duration: nanoseconds(trace.parsed) },
    version: 1,
    validation: { startOffset: nanoseconds(trace.parsed), duration: nanoseconds(trace.validated) },
  });
}

function fieldLines(
  { info, given, run, begin, end }: FieldTrace,
  base: Base & { readonly apiArn: string },
  level: string,
  verbose: boolean,
  trace: RequestTrace | null,
): string[] {
  const failed = run.error !== null || run.appended.length > 0;
  const everything = level === "ALL";
  const tagged = (text: string) => `${base.requestId} ${text}`;
  const place = {
    path: pathOf(info),
    fieldName: info.fieldName,
    resolverArn: `${base.apiArn}/types/${info.parentType.name}/resolvers/${info.fieldName}`,
    requestId: base.requestId,
    graphQLAPIId: base.graphQLAPIId,
    parentType: info.parentType.name,
  };
  const consoleLines = run.steps.flatMap(({ logs }) =>
    logs
      .filter((line) => level !== "NONE" && (line.level === "ERROR" || level !== "ERROR"))
      .map((line) => tagged(`${line.level} - ${line.text}`)),
  );
  if (!everything && (level === "NONE" || !failed)) return consoleLines;
  const errors = [...run.appended, ...(run.error === null ? [] : [run.error])];
  const evaluations = run.steps.map((step) =>
    JSON.stringify({
      logType: `${logTypeOf(step)}`,
      ...place,
      ...(verbose && { context: { arguments: given.arguments, ...step.given, outErrors: [] } }),
      ...(verbose && step.error === null && { evaluationResult: step.value }),
      functionName: step.name,
      fieldInError: failed,
      errors: step.error === null ? [] : [step.error.message],
    }),
  );
  return [
    tagged(`Begin Execution - Type Name: ${info.parentType.name} and Field Name: ${info.fieldName}`),
    ...evaluations,
    ...consoleLines,
    ...(failed ? [JSON.stringify({ logType: "FieldErrors", ...place, errors: errors.map(errorOf) })] : []),
    ...(everything
      ? [
          tagged("Begin Tracing"),
          JSON.stringify({
            duration: nanoseconds(end - begin),
            logType: "Tracing",
            ...place,
            startOffset: nanoseconds(begin - (trace?.started ?? begin)),
            returnType: String(info.returnType),
          }),
          tagged("End Tracing"),
        ]
      : []),
    tagged("End Field Execution"),
  ];
}

const logTypes: Readonly<Record<string, string>> = {
  "before.request": "BeforeRequestFunctionEvaluation",
  "after.response": "AfterResponseFunctionEvaluation",
};

const logTypeOf = ({ name, handler }: Step): string =>
  logTypes[`${name}.${handler}`] ??
  (handler === "request" ? "RequestFunctionEvaluation" : "ResponseFunctionEvaluation");

const errorOf = ({ message, errorType, errorInfo }: AppSyncError) => ({ message, errorType, errorInfo });

function pathOf(info: GraphQLResolveInfo): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: GraphQLResolveInfo["path"] | undefined = info.path; at !== undefined; at = at.prev)
    path.unshift(at.key);
  return path;
}

/** As Java prints a map of lists. Whoever reads a log must not be able to act as its callers. */
function headerText(headers: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(headers).map(([name, value]) => {
    const shown = /^(?:authorization|x-api-key|x-amz-security-token)$/i.test(name) ? "****" : String(value);
    return `${name}=[${shown}]`;
  });
  return `{${parts.join(", ")}}`;
}

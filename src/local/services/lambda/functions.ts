import { own } from "../../kernel/own.ts";
import type { Access, ServiceContext } from "../../kernel/service.ts";
import { functionNotFound, validation } from "./errors.ts";
import type { Configuration, FunctionRecord, LambdaState, PermissionStatement } from "./state.ts";

/** A function as callers name it, and the version that is meant. */
export interface Reference {
  readonly name: string;
  /** Null: none was named, which means `$LATEST`. */
  readonly qualifier: string | null;
}

export interface Target {
  readonly record: FunctionRecord;
  readonly configuration: Configuration;
  /** As the caller named it, with the qualifier. */
  readonly arn: string;
}

const reference =
  /^(?:(?:arn:aws:lambda:[a-z0-9-]+:)?(?:\d{12}:)?function:)?([a-zA-Z0-9-_]{1,64})(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/;

/**
 * Reads `name`, `name:1`, `123456789012:function:name` or an ARN.
 *
 * @throws WireError ValidationException
 */
export function readReference(text: string | undefined, qualifier?: string): Reference {
  const match = reference.exec((text ?? "").replace(/^(\d{12}):(?!function:)/, "$1:function:"));
  if (match === null) {
    throw validation(
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`,
    );
  }
  const own = match[2];
  if (own !== undefined && qualifier !== undefined && own !== qualifier)
    throw validation("The derived qualifier from the function name does not match the specified qualifier.");
  return { name: match[1] as string, qualifier: own ?? qualifier ?? null };
}

export function functionArn(name: string, qualifier: string | null, context: ServiceContext): string {
  const base = `arn:aws:lambda:${context.region}:${context.accountId}:function:${name}`;
  return qualifier === null ? base : `${base}:${qualifier}`;
}

/** @throws WireError ResourceNotFoundException */
export function findFunction(state: LambdaState, name: string, context: ServiceContext): FunctionRecord {
  const record = state.functions.get(name);
  if (record === undefined) throw functionNotFound(functionArn(name, null, context));
  return record;
}

/** @throws WireError ResourceNotFoundException */
export function findTarget(state: LambdaState, wanted: Reference, context: ServiceContext): Target {
  const record = findFunction(state, wanted.name, context);
  const arn = functionArn(wanted.name, wanted.qualifier, context);
  const configuration =
    wanted.qualifier === null || wanted.qualifier === "$LATEST"
      ? record.latest
      : own(record.versions, wanted.qualifier);
  if (configuration === undefined) throw functionNotFound(arn);
  return { record, configuration, arn };
}

/** The access that a call on one function needs, asked of its own policy, too. */
export function functionAccess(
  action: string,
  wanted: Reference,
  state: LambdaState,
  context: ServiceContext,
  conditions: NonNullable<Access["conditions"]> = {},
): Access[] {
  const record = state.functions.get(wanted.name);
  return [
    {
      action: `lambda:${action}`,
      resource: functionArn(wanted.name, wanted.qualifier, context),
      resourcePolicy: record === undefined ? null : policyText(record, wanted.qualifier ?? "$LATEST"),
      conditions,
    },
  ];
}

/** The resource policy of one version, as JSON; null: it has none. */
export function policyText(record: FunctionRecord, qualifier: string): string | null {
  const statements: readonly PermissionStatement[] = own(record.permissions, qualifier) ?? [];
  if (statements.length === 0) return null;
  return JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: statements });
}

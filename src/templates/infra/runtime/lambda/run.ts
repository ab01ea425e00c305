import type { Caller } from "./caller.ts";
import type { FunctionContext } from "./context.ts";
import { createDb } from "./db/create-db.ts";
import type { ModelTypes } from "./db/db-types.ts";
import { environmentVariable } from "./environment.ts";
import { FunctionError } from "./function-error.ts";
import type { FunctionSettings } from "./function-settings.ts";
import type { Invocation } from "./invocation.ts";
import { createLogger, type Logger } from "./log/logger.ts";

type AnyModels = Readonly<Record<string, ModelTypes>>;

/** One invocation, before the user's code runs. */
export interface Run {
  readonly settings: FunctionSettings;
  readonly caller: Caller;
  readonly event: unknown;
  readonly log: Logger;
  readonly invocation: Invocation;
}

/** @param caller who called, for whom the log lines are marked with the tenant */
export function startRun(
  settings: FunctionSettings,
  caller: Caller,
  event: unknown,
  invocation: Invocation,
): Run {
  const log = createLogger({
    fields: {
      function: settings.name,
      requestId: invocation.awsRequestId,
      ...(caller.tenant !== null && { tenant: caller.tenant.id }),
    },
    secrets: () => settings.secrets?.known() ?? [],
  });
  return { settings, caller, event, log, invocation };
}

/** Builds what the user's handler gets as its second argument. */
async function contextOf(run: Run): Promise<FunctionContext<AnyModels, string, string>> {
  const { settings, caller, event, log, invocation } = run;
  const secrets = (await settings.secrets?.read()) ?? {};
  const env = Object.fromEntries((settings.env ?? []).map((name) => [name, environmentVariable(name)]));
  return {
    tenant: caller.tenant,
    user: caller.user,
    roles: caller.roles,
    caller: caller.kind,
    db: createDb(settings.models, caller),
    log,
    secrets,
    env,
    event,
    requestId: invocation.awsRequestId,
    remainingTime: () => invocation.getRemainingTimeInMillis(),
  };
}

/**
 * A user's handler of any trigger. That it fits the trigger is checked where it is wrapped, in the generated file: the
 * types there follow from the function's definition.
 */
export type AnyHandler = (first: never, context: never) => unknown;

/**
 * Calls the user's handler.
 *
 * @param first what happened, as the handler's type says
 */
export async function callHandler(run: Run, handler: AnyHandler, first: unknown): Promise<unknown> {
  const call = handler as (first: unknown, context: unknown) => unknown;
  return call(first, await contextOf(run));
}

/**
 * Writes down what went wrong.
 *
 * @returns the error where it is meant for the caller; null where the caller may not learn more than that it failed
 */
export function reportError(log: Logger, error: unknown): FunctionError | null {
  if (error instanceof FunctionError) {
    log.info("Refused", { errorType: error.type, error: error.message });
    return error;
  }
  log.error("Failed", { error });
  return null;
}

/** What a caller learns of a failure that nobody planned. Lambda counts it as an error of the function. */
export function internalError(requestId: string): Error {
  const error = new Error(`Something went wrong. Request ${requestId}.`);
  error.name = "InternalError";
  return error;
}

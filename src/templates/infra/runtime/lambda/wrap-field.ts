import type { FieldSpec } from "../data/spec.ts";
import { type AccessRule, requireAccess } from "./access.ts";
import { type AppSyncEvent, callerOf, type Envelope } from "./appsync-event.ts";
import type { FunctionSettings } from "./function-settings.ts";
import { checkInput } from "./input/check-input.ts";
import type { Invocation } from "./invocation.ts";
import { type AnyHandler, callHandler, internalError, reportError, startRun } from "./run.ts";

export interface FieldFunctionSettings extends FunctionSettings {
  readonly access: AccessRule;
  /** The arguments of the field. */
  readonly input: readonly FieldSpec[];
  /** The field is a Boolean that says no more than that it was done. */
  readonly returnsNothing?: true;
}

/** Turns a handler into the Lambda behind one field of the GraphQL API. */
export function wrapField(settings: FieldFunctionSettings, handler: AnyHandler) {
  return async (event: AppSyncEvent, invocation: Invocation): Promise<Envelope> => {
    const run = startRun(settings, callerOf(event), event, invocation);
    try {
      requireAccess(settings.access, run.caller);
      const data = await callHandler(run, handler, checkInput(settings.input, event.arguments));
      return { data: settings.returnsNothing === true ? true : (data ?? null) };
    } catch (error) {
      const refusal = reportError(run.log, error);
      if (refusal === null) throw internalError(invocation.awsRequestId);
      return { error: { type: refusal.type, message: refusal.message, info: refusal.info } };
    }
  };
}

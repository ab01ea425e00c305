import { type AccessRule, requireAccess } from "./access.ts";
import { anonymous, callerFromClaims } from "./caller.ts";
import { FunctionError } from "./function-error.ts";
import type { FunctionSettings } from "./function-settings.ts";
import { type HttpEvent, httpRequest } from "./http/http-request.ts";
import { type HttpResult, httpRefusal, httpResult } from "./http/http-response.ts";
import type { Invocation } from "./invocation.ts";
import { type AnyHandler, callHandler, reportError, startRun } from "./run.ts";

export interface HttpFunctionSettings extends FunctionSettings {
  readonly access: AccessRule;
}

/**
 * Turns a handler into the Lambda behind a route of the HTTP API. Who calls is known by what the API's authorizer
 * verified; on a public route nobody is, whatever the request says.
 */
export function wrapHttp(settings: HttpFunctionSettings, handler: AnyHandler) {
  return async (event: HttpEvent, invocation: Invocation): Promise<HttpResult> => {
    const claims = event.requestContext.authorizer?.jwt?.claims;
    const caller =
      claims === undefined ? anonymous : callerFromClaims(claims, event.headers["authorization"] ?? null);
    const run = startRun(settings, caller, event, invocation);
    try {
      requireAccess(settings.access, caller);
      return httpResult(await callHandler(run, handler, httpRequest(event)));
    } catch (error) {
      const refusal = reportError(run.log, error);
      if (refusal !== null) return httpRefusal(refusal);
      run.log.metric("Failures", 1);
      return httpRefusal(failure(invocation.awsRequestId));
    }
  };
}

/** Thrown, it would be answered without an explanation; so it is answered, and counted as a metric. */
function failure(requestId: string): FunctionError {
  return new FunctionError("InternalError", "Something went wrong.", { status: 500, info: { requestId } });
}

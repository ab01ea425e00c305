import type { AppSyncRuntime } from "@aws-sdk/client-appsync";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { badRequest, codeErrors } from "../errors.ts";
import { checkAppSyncCode } from "../javascript/check.ts";

interface Coded {
  readonly runtime?: AppSyncRuntime | undefined;
  readonly code?: string | undefined;
  readonly requestMappingTemplate?: string | undefined;
  readonly responseMappingTemplate?: string | undefined;
}

/**
 * Code of a resolver or function: refused as at its creation on AWS.
 *
 * @param optional direct Lambda resolvers have none
 * @throws WireError BadRequestException with every violation
 */
export function checkCode(input: Coded, optional: boolean): void {
  if (input.requestMappingTemplate || input.responseMappingTemplate)
    throw notSupportedHere("VTL mapping templates (write APPSYNC_JS)");
  if (!input.code) {
    if (optional && !input.runtime) return;
    throw badRequest("Code must be specified with the APPSYNC_JS runtime.");
  }
  if (input.runtime?.name !== "APPSYNC_JS" || input.runtime.runtimeVersion !== "1.0.0")
    throw badRequest("The runtime must be APPSYNC_JS, version 1.0.0, where code is given.");
  const violations = checkAppSyncCode(input.code);
  if (violations.length > 0) throw codeErrors(violations);
}

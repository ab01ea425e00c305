import type { GetSessionTokenRequest, GetSessionTokenResponse } from "@aws-sdk/client-sts";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { validation } from "../errors.ts";
import { newCredentials, presentCredentials } from "../sessions.ts";
import type { IamState } from "../state.ts";

/** What `sts:GetSessionToken` does. Not reachable over the wire: the sts service calls it, as its own caller. */
export const openAccountSession = (
  state: IamState,
  context: ServiceContext,
): Operation<GetSessionTokenRequest, GetSessionTokenResponse> => ({
  access: () => [],

  handle(input, { caller }) {
    if (caller.kind !== "root")
      throw new WireError("AccessDenied", "Cannot call GetSessionToken with session credentials", 403);
    if (input.SerialNumber ?? input.TokenCode) throw notSupportedHere("sts:GetSessionToken with MFA");
    const seconds = input.DurationSeconds ?? 43_200;
    if (seconds < 900 || seconds > 129_600)
      throw validation(`Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: 900 to 129600`);
    const credentials = newCredentials(context, seconds);
    state.sessions.put(credentials.accessKeyId, {
      ...credentials,
      roleName: null,
      sessionName: "",
      policies: [],
      tags: {},
    });
    return { Credentials: presentCredentials(credentials) };
  },
});

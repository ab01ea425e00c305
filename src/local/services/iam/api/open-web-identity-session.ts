import type {
  AssumeRoleWithWebIdentityRequest,
  AssumeRoleWithWebIdentityResponse,
} from "@aws-sdk/client-sts";
import type { Caller, Operation, ServiceContext, WebIdentity } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { validation } from "../errors.ts";
import { newCredentials, presentCredentials } from "../sessions.ts";
import type { IamState, Role } from "../state.ts";
import { readSeconds, readSessionName, roleOf, sessionPolicies } from "./open-role-session.ts";

export interface OpenWebIdentitySessionRequest
  extends Omit<AssumeRoleWithWebIdentityRequest, "WebIdentityToken" | "ProviderId"> {
  /** What the token says, which the caller has verified. */
  readonly Identity: WebIdentity;
  /** Session tags: they come in the token only. */
  readonly Tags: Readonly<Record<string, string>>;
}

/**
 * What `sts:AssumeRoleWithWebIdentity` does once the token is believed, next to the roles it is about. Not reachable over
 * the wire: the sts service calls it. The role's trust policy decides, with the token's claims as condition keys.
 */
export const openWebIdentitySession = (
  state: IamState,
  context: ServiceContext,
): Operation<OpenWebIdentitySessionRequest, AssumeRoleWithWebIdentityResponse> => ({
  access: "anonymous",

  handle(input) {
    const sessionName = readSessionName(input.RoleSessionName);
    const role = trusted(context, state, input, sessionName);
    const seconds = readSeconds(input.DurationSeconds);
    if (seconds > role.maxSessionSeconds)
      throw validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    const credentials = newCredentials(context, seconds);
    state.sessions.put(credentials.accessKeyId, {
      ...credentials,
      roleName: role.name,
      sessionName,
      policies: sessionPolicies(input, state),
      tags: { ...role.tags, ...input.Tags },
      webIdentity: input.Identity,
    });
    return {
      Credentials: presentCredentials(credentials),
      SubjectFromWebIdentityToken: input.Identity.subject,
      Audience: input.Identity.audience,
      Provider: input.Identity.provider,
      AssumedRoleUser: {
        AssumedRoleId: `${role.id}:${sessionName}`,
        Arn: `arn:aws:sts::${context.accountId}:assumed-role/${role.name}/${sessionName}`,
      },
    };
  },
});

/** A role that does not exist is denied like one that does not trust the provider. */
function trusted(
  { identities }: ServiceContext,
  state: IamState,
  input: OpenWebIdentitySessionRequest,
  sessionName: string,
): Role {
  const role = roleOf(state, input.RoleArn);
  if (role === undefined) throw denied("sts:AssumeRoleWithWebIdentity");
  const caller: Caller = { ...identities.anonymous, webIdentity: input.Identity };
  const actions = ["sts:AssumeRoleWithWebIdentity"];
  if (Object.keys(input.Tags).length > 0) actions.push("sts:TagSession");
  for (const action of actions) {
    try {
      identities.check(caller, {
        action,
        resource: role.arn,
        resourcePolicy: role.trustPolicy,
        resourcePolicyDecides: true,
        conditions: {
          "sts:RoleSessionName": sessionName,
          ...(actions.length > 1 && { "aws:TagKeys": Object.keys(input.Tags) }),
          ...Object.fromEntries(
            Object.entries(input.Tags).map(([key, value]) => [`aws:RequestTag/${key}`, value]),
          ),
        },
      });
    } catch (error) {
      if (error instanceof WireError && error.code === "AccessDenied") throw denied(action);
      throw error;
    }
  }
  return role;
}

/** STS names nobody here: the caller has no name yet. */
function denied(action: string): WireError {
  return new WireError("AccessDenied", `Not authorized to perform ${action}`, 403);
}

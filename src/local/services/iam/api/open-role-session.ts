import type { AssumeRoleRequest, AssumeRoleResponse } from "@aws-sdk/client-sts";
import type { Access, Call, Operation, ServiceContext } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { policyNotFound, validation } from "../errors.ts";
import { managedPolicyText } from "../managed-policies.ts";
import { validateIdentityPolicy } from "../policy/validate.ts";
import { readTags } from "../present.ts";
import { newCredentials, presentCredentials } from "../sessions.ts";
import { documentOf, type IamState, type Role } from "../state.ts";

/** AWS's own services hold their roles' sessions longer than a role lets its users. */
const longestForServices = 43_200;
/** Role chaining. */
const longestForRoles = 3600;
const shortest = 900;

/**
 * What `sts:AssumeRole` does, next to the roles it is about. Not reachable over the wire: the sts service calls it, as its
 * own caller.
 */
export const openRoleSession = (
  state: IamState,
  context: ServiceContext,
): Operation<AssumeRoleRequest, AssumeRoleResponse> => ({
  access: (input) => accessNeeded(input, state),

  handle(input, call) {
    refuseUnsupported(input);
    const role = roleOf(state, input.RoleArn) as Role;
    const sessionName = readSessionName(input.RoleSessionName);
    const seconds = duration(input, role, call);
    const credentials = newCredentials(context, seconds);
    state.sessions.put(credentials.accessKeyId, {
      ...credentials,
      roleName: role.name,
      sessionName,
      policies: sessionPolicies(input, state),
      tags: { ...role.tags, ...readTags(input.Tags) },
    });
    return {
      Credentials: presentCredentials(credentials),
      AssumedRoleUser: {
        AssumedRoleId: `${role.id}:${sessionName}`,
        Arn: `arn:aws:sts::${context.accountId}:assumed-role/${role.name}/${sessionName}`,
      },
    };
  },
});

/** A role that does not exist is denied like one that does not trust the caller. */
function accessNeeded(input: AssumeRoleRequest, state: IamState): Access[] {
  const tags = readTags(input.Tags);
  const needed = {
    resource: input.RoleArn ?? "",
    resourcePolicy: roleOf(state, input.RoleArn)?.trustPolicy ?? null,
    resourcePolicyDecides: true,
    conditions: {
      "sts:RoleSessionName": input.RoleSessionName ?? "",
      ...(input.ExternalId !== undefined && { "sts:ExternalId": input.ExternalId }),
      ...(input.Tags && { "aws:TagKeys": Object.keys(tags) }),
      ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    },
  };
  const assume = { action: "sts:AssumeRole", ...needed };
  return input.Tags?.length ? [assume, { action: "sts:TagSession", ...needed }] : [assume];
}

/** @throws WireError ValidationError */
export function readSessionName(name = ""): string {
  if (!/^[\w+=,.@-]{2,64}$/.test(name)) {
    throw validation(
      `1 validation error detected: Value '${name}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
  }
  return name;
}

export function roleOf(state: IamState, arn: string | undefined): Role | undefined {
  const role = state.roles.get(arn?.slice(arn.lastIndexOf("/") + 1) ?? "");
  return role?.arn === arn ? role : undefined;
}

function refuseUnsupported(input: AssumeRoleRequest): void {
  const unsupported = (
    ["SerialNumber", "TokenCode", "TransitiveTagKeys", "SourceIdentity", "ProvidedContexts"] as const
  ).find((name) => input[name] !== undefined && String(input[name]) !== "");
  if (unsupported !== undefined) throw notSupportedHere(`sts:AssumeRole with ${unsupported}`);
}

function duration(input: AssumeRoleRequest, role: Role, { caller }: Call): number {
  const seconds = readSeconds(input.DurationSeconds);
  if (caller.kind === "role" && seconds > longestForRoles) {
    throw validation(
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  }
  if (seconds > (caller.kind === "service" ? longestForServices : role.maxSessionSeconds))
    throw validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  return seconds;
}

/** @throws WireError ValidationError */
export function readSeconds(seconds = 3600): number {
  if (seconds < shortest) {
    throw validation(
      `1 validation error detected: Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to ${shortest}`,
    );
  }
  return seconds;
}

/** The texts of the policies that narrow a session. */
export function sessionPolicies(
  input: Pick<AssumeRoleRequest, "Policy" | "PolicyArns">,
  state: IamState,
): string[] {
  if (input.Policy !== undefined) {
    if (input.Policy.length > 2048)
      throw new WireError("PackedPolicyTooLarge", "Packed policy consumes more than 100% of allotted space.");
    validateIdentityPolicy(input.Policy);
  }
  const managed = (input.PolicyArns ?? []).map(({ arn = "" }) => {
    const policy = state.policies.get(arn);
    const text = policy === undefined ? managedPolicyText(arn) : documentOf(policy);
    if (text === null) throw policyNotFound(arn);
    return text;
  });
  return [...(input.Policy === undefined ? [] : [input.Policy]), ...managed];
}

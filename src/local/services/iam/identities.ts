import type { Clock } from "../../kernel/clock.ts";
import type { Identities } from "../../kernel/identities.ts";
import type { Access, Caller } from "../../kernel/service.ts";
import { WireError } from "../../kernel/wire-error.ts";
import { managedPolicyText } from "./managed-policies.ts";
import type { ConditionContext } from "./policy/conditions.ts";
import { type PolicyDocument, parsePolicy } from "./policy/document.ts";
import { evaluate } from "./policy/evaluate.ts";
import type { IamState, Role } from "./state.ts";

/** The local account's administrator: what `plinth cloud env` prints. Local only, so a fixed pair gives nothing away. */
export const rootCredentials = {
  accessKeyId: "AKIAPLINTHLOCALCLOUD",
  secretAccessKey: "plinth-local-secret-access-key-not-a-secret",
};

/**
 * Keys, callers and the policies that decide, over the state of the iam service.
 *
 * @param accountId 12 digits
 */
export function identities(state: IamState, clock: Clock, accountId: string, region: string): Identities {
  const root: Caller = {
    kind: "root",
    arn: `arn:aws:iam::${accountId}:root`,
    accountId,
    userId: accountId,
    roleArn: null,
    servicePrincipal: null,
    sessionPolicies: [],
    tags: {},
  };

  return {
    anonymous: { ...root, kind: "anonymous", arn: "", userId: "anonymous" },

    secretOf(accessKeyId, sessionToken) {
      if (accessKeyId === rootCredentials.accessKeyId) return rootCredentials.secretAccessKey;
      const session = state.sessions.get(accessKeyId);
      if (session === undefined || session.sessionToken !== sessionToken) return null;
      if (session.expiresAt <= clock.now()) {
        throw new WireError(
          "ExpiredTokenException",
          "The security token included in the request is expired",
          403,
        );
      }
      return session.secretAccessKey;
    },

    callerOf(accessKeyId) {
      const session = state.sessions.get(accessKeyId);
      if (session === undefined) return root;
      const role = state.roles.get(session.roleName);
      return {
        kind: "role",
        arn: `arn:aws:sts::${accountId}:assumed-role/${session.roleName}/${session.sessionName}`,
        accountId,
        userId: `${role?.id ?? "AROAGONE"}:${session.sessionName}`,
        roleArn: role?.arn ?? `arn:aws:iam::${accountId}:role/${session.roleName}`,
        servicePrincipal: null,
        sessionPolicies: session.policies,
        tags: session.tags,
      };
    },

    check(caller, access) {
      // The account's root and AWS's own services, which act for a resource that was itself allowed to be made.
      if (caller.kind === "root") return;
      const role = caller.roleArn === null ? undefined : roleByArn(caller.roleArn);
      const decision = evaluate(
        {
          action: access.action,
          resource: access.resource,
          context: contextOf(caller, access, clock.now(), region),
          principals: {
            aws: [caller.arn, caller.roleArn ?? "", `arn:aws:iam::${accountId}:root`, accountId].filter(
              (arn) => arn !== "",
            ),
            service: caller.servicePrincipal,
            federated: null,
          },
          sameAccount: caller.accountId === accountId,
        },
        {
          identity: role === undefined ? [] : policiesOf(role),
          resource: access.resourcePolicy ? parsePolicy(access.resourcePolicy) : null,
          boundary: role?.permissionsBoundary ? managed(role.permissionsBoundary) : null,
          session: caller.sessionPolicies.map(parsePolicy),
        },
      );
      if (decision !== "allowed") throw denied(caller, access, decision === "explicitlyDenied");
    },
  };

  function roleByArn(arn: string): Role | undefined {
    return state.roles.get(arn.slice(arn.lastIndexOf("/") + 1));
  }

  function policiesOf(role: Role): PolicyDocument[] {
    const attached = role.attached.map(managed).filter((policy) => policy !== null);
    return [...Object.values(role.inline).map(parsePolicy), ...attached];
  }

  function managed(arn: string): PolicyDocument | null {
    const text = state.policies.get(arn)?.document ?? managedPolicyText(arn);
    return text === null ? null : parsePolicy(text);
  }
}

function contextOf(caller: Caller, access: Access, now: number, region: string): ConditionContext {
  const tags = Object.entries(caller.tags).map(([key, value]) => [
    `aws:principaltag/${key.toLowerCase()}`,
    value,
  ]);
  const own = Object.entries(access.conditions ?? {}).map(([key, value]) => [key.toLowerCase(), value]);
  return {
    "aws:currenttime": new Date(now).toISOString(),
    "aws:epochtime": String(Math.floor(now / 1000)),
    // Both ends are on this machine: nothing a TLS-only policy guards against can happen on the way.
    "aws:securetransport": "true",
    "aws:requestedregion": region,
    "aws:principalaccount": caller.accountId,
    "aws:principalarn": caller.roleArn ?? caller.arn,
    "aws:userid": caller.userId,
    "aws:sourceaccount": caller.accountId,
    ...Object.fromEntries(tags),
    ...Object.fromEntries(own),
  };
}

/** AWS's sentence: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function denied(caller: Caller, access: Access, explicit: boolean): WireError {
  const who = caller.kind === "service" ? `Service: ${caller.servicePrincipal}` : `User: ${caller.arn}`;
  const why = explicit
    ? "with an explicit deny in a policy"
    : `because no identity-based policy allows the ${access.action} action`;
  return new WireError(
    "AccessDeniedException",
    `${who} is not authorized to perform: ${access.action} on resource: ${access.resource} ${why}`,
    access.action.startsWith("dynamodb:") ? 400 : 403,
  );
}

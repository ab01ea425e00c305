import type { Clock } from "../../kernel/clock.ts";
import type { Identities } from "../../kernel/identities.ts";
import type { Access, Caller } from "../../kernel/service.ts";
import { WireError } from "../../kernel/wire-error.ts";
import { accessDenied } from "./access-denied.ts";
import { managedPolicyText } from "./managed-policies.ts";
import { type PolicyDocument, parsePolicy } from "./policy/document.ts";
import { evaluate, type Policies, type RequestPrincipals } from "./policy/evaluate.ts";
import { requestContext } from "./request-context.ts";
import { documentOf, type IamState, type Role } from "./state.ts";

/** The local account's administrator: what `plinth cloud env` prints. Local only, so a fixed pair gives nothing away. */
export const rootCredentials = {
  accessKeyId: "AKIAPLINTHLOCALCLOUD",
  secretAccessKey: "plinth-local-secret-access-key-not-a-secret",
};

/** Parsed policies are kept by their text: a request looks at a handful of them, and there are never many. */
const mostParsed = 2000;
const everything = parsePolicy(
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
);

/**
 * Keys, callers and the policies that decide, over the state of the iam service.
 *
 * @param accountId 12 digits
 */
export function identities(state: IamState, clock: Clock, accountId: string, region: string): Identities {
  const parsed = new Map<string, PolicyDocument>();
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
      if (accessKeyId === rootCredentials.accessKeyId) return root;
      const session = state.sessions.get(accessKeyId);
      if (session === undefined || session.roleName === null) return root;
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
        ...(session.webIdentity !== undefined && { webIdentity: session.webIdentity }),
      };
    },

    check(caller, access) {
      // The account's root may do everything, except take what a resource's policy alone can give.
      if (caller.kind === "root" && !access.resourcePolicyDecides) return;
      const verdict = evaluate(
        {
          action: access.action,
          resource: access.resource,
          context: requestContext(caller, access, clock.now(), region, accountId),
          principals: principalsOf(caller),
          resourcePolicyDecides: access.resourcePolicyDecides ?? false,
        },
        policiesFor(caller, access),
      );
      if (verdict.decision !== "allowed") throw accessDenied(caller, access, verdict);
    },
  };

  function policiesFor(caller: Caller, access: Access): Policies {
    const resource = access.resourcePolicy ? parse(access.resourcePolicy) : null;
    if (caller.kind === "root") return { identity: [everything], resource, boundary: null, session: [] };
    const role = caller.roleArn === null ? undefined : roleByArn(caller.roleArn);
    const boundary = role?.permissionsBoundary ?? null;
    return {
      identity: role === undefined ? [] : policiesOf(role),
      resource,
      boundary: boundary === null ? null : (managed(boundary) ?? "nothing"),
      session: caller.sessionPolicies.map(parse),
    };
  }

  function roleByArn(arn: string): Role | undefined {
    return state.roles.get(arn.slice(arn.lastIndexOf("/") + 1));
  }

  function policiesOf(role: Role): PolicyDocument[] {
    const attached = role.attached.map(managed).filter((policy) => policy !== null);
    return [...Object.values(role.inline).map(parse), ...attached];
  }

  function managed(arn: string): PolicyDocument | null {
    const policy = state.policies.get(arn);
    const text = policy === undefined ? managedPolicyText(arn) : documentOf(policy);
    return text === null ? null : parse(text);
  }

  function parse(text: string): PolicyDocument {
    const known = parsed.get(text);
    if (known !== undefined) return known;
    if (parsed.size >= mostParsed) parsed.clear();
    const policy = parsePolicy(text);
    parsed.set(text, policy);
    return policy;
  }
}

function principalsOf(caller: Caller): RequestPrincipals {
  const ofAccount = caller.kind === "root" || caller.kind === "role";
  return {
    session: caller.kind === "role" ? caller.arn : null,
    identity: caller.roleArn,
    accountId: ofAccount ? caller.accountId : null,
    service: caller.servicePrincipal,
    // A session's principal is its role; its holder's token spoke for itself only when the role was taken.
    federated: caller.kind === "anonymous" ? (caller.webIdentity?.provider ?? null) : null,
  };
}

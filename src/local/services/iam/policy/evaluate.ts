import { type ConditionContext, conditionsHold } from "./conditions.ts";
import type { Match, PolicyDocument, Principals, Statement } from "./document.ts";
import { matchesArn, matchesPattern, patternOf } from "./patterns.ts";

export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: ConditionContext;
  readonly principals: RequestPrincipals;
  /** The resource's policy must allow: trust policies, policies of KMS keys. */
  readonly resourcePolicyDecides: boolean;
}

/** Under which names the caller appears in the principals of resource policies. */
export interface RequestPrincipals {
  /** `arn:aws:sts::123456789012:assumed-role/name/session` */
  readonly session: string | null;
  /** The role or user itself. */
  readonly identity: string | null;
  /** 12 digits; null for callers of no account. */
  readonly accountId: string | null;
  readonly service: string | null;
  readonly federated: string | null;
}

export interface Policies {
  readonly identity: readonly PolicyDocument[];
  readonly resource: PolicyDocument | null;
  /** `nothing`: there is a boundary, but its policy is gone. */
  readonly boundary: PolicyDocument | "nothing" | null;
  readonly session: readonly PolicyDocument[];
}

export type PolicyKind = "identity" | "resource" | "boundary" | "session";

export interface Verdict {
  readonly decision: "allowed" | "explicitlyDenied" | "implicitlyDenied";
  /** Which kind of policy denied, or failed to allow. Null where allowed. */
  readonly by: PolicyKind | null;
}

/**
 * AWS's evaluation logic for one account: an explicit deny anywhere wins; then an allow by the identity's policies or by
 * the resource's policy; session policies and a permissions boundary narrow both, except where the resource's policy names
 * the session itself. A resource policy that names the whole account leaves the decision to the identity's policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function evaluate(request: AccessRequest, policies: Policies): Verdict {
  const deniedBy = kinds.find((kind) =>
    documents(policies, kind).some((policy) => matching(policy, "Deny", request, kind).length > 0),
  );
  if (deniedBy !== undefined) return { decision: "explicitlyDenied", by: deniedBy };
  const grant = grantOf(policies.resource, request);
  const allows = (kind: PolicyKind) =>
    documents(policies, kind).some((policy) => matching(policy, "Allow", request, kind).length > 0);
  if (grant === "session") return allowed;
  if (grant === "none" && request.resourcePolicyDecides) return implicitly("resource");
  if (grant !== "identity" && !allows("identity")) {
    return implicitly(request.principals.service === null ? "identity" : "resource");
  }
  if (policies.boundary !== null && !allows("boundary")) return implicitly("boundary");
  if (policies.session.length > 0 && !allows("session")) return implicitly("session");
  return allowed;
}

const kinds: readonly PolicyKind[] = ["identity", "resource", "boundary", "session"];
const allowed: Verdict = { decision: "allowed", by: null };
const implicitly = (by: PolicyKind): Verdict => ({ decision: "implicitlyDenied", by });

function documents(policies: Policies, kind: PolicyKind): readonly PolicyDocument[] {
  if (kind === "identity" || kind === "session") return policies[kind];
  const policy = policies[kind];
  return policy === null || policy === "nothing" ? [] : [policy];
}

/** The statements of a policy that speak about a request. */
export function matching(
  policy: PolicyDocument,
  effect: Statement["effect"],
  request: AccessRequest,
  kind: PolicyKind,
): Statement[] {
  return policy.statements.filter(
    (statement) =>
      statement.effect === effect &&
      matchesAction(statement.actions, request.action) &&
      matchesResource(statement.resources, request, policy.variables) &&
      (kind === "resource"
        ? matchesPrincipal(statement.principals, request.principals)
        : statement.principals === null) &&
      conditionsHold(statement.conditions, request.context, policy.variables),
  );
}

/** Actions are case-insensitive. */
function matchesAction(match: Match, action: string): boolean {
  const found = match.patterns.some((pattern) => matchesPattern(pattern.toLowerCase(), action.toLowerCase()));
  return found !== match.negated;
}

/** Trust policies have no resources: their role is the resource. */
function matchesResource(match: Match | null, request: AccessRequest, variables: boolean): boolean {
  if (match === null) return true;
  const found = match.patterns.some((text) => {
    if (text === "*" || text === request.resource) return true;
    const pattern = patternOf(text, variables ? request.context : null);
    return pattern !== null && matchesArn(pattern, request.resource);
  });
  return found !== match.negated;
}

type Grant = "session" | "identity" | "account" | "none";

/** How closely a resource policy that allows a request names its caller. */
function grantOf(policy: PolicyDocument | null, request: AccessRequest): Grant {
  if (policy === null) return "none";
  const grants = matching(policy, "Allow", request, "resource").map(({ principals }) =>
    principals === null || principals.negated ? "identity" : closeness(principals, request.principals),
  );
  return (["session", "identity", "account"] as const).find((grant) => grants.includes(grant)) ?? "none";
}

function matchesPrincipal(principals: Principals | null, caller: RequestPrincipals): boolean {
  if (principals === null) return false;
  return (closeness(principals, caller) !== "none") !== principals.negated;
}

function closeness({ byType }: Principals, caller: RequestPrincipals): Grant {
  const aws = byType["AWS"] ?? [];
  if (caller.session !== null && aws.includes(caller.session)) return "session";
  if (caller.identity !== null && aws.includes(caller.identity)) return "identity";
  if (caller.service !== null && byType["Service"]?.includes(caller.service)) return "identity";
  if (caller.federated !== null && byType["Federated"]?.includes(caller.federated)) return "identity";
  if (aws.includes("*")) return "identity";
  const { accountId } = caller;
  if (accountId !== null && (aws.includes(accountId) || aws.includes(`arn:aws:iam::${accountId}:root`)))
    return "account";
  return "none";
}

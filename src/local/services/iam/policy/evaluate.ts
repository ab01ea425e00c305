import { type ConditionContext, conditionsHold } from "./conditions.ts";
import type { Match, PolicyDocument, Principals, Statement } from "./document.ts";
import { matchesPattern, substitute } from "./patterns.ts";

export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: ConditionContext;
  /** ARNs and names under which the caller appears in principals: role, session, account. */
  readonly principals: {
    readonly aws: readonly string[];
    readonly service: string | null;
    readonly federated: string | null;
  };
  readonly sameAccount: boolean;
}

export type Decision = "allowed" | "explicitlyDenied" | "implicitlyDenied";

/**
 * AWS's evaluation logic for one account: an explicit deny anywhere wins; then an allow by the identity's policies or by
 * the resource's policy; session policies and a permissions boundary can only narrow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(
  request: AccessRequest,
  policies: {
    readonly identity: readonly PolicyDocument[];
    readonly resource: PolicyDocument | null;
    readonly boundary: PolicyDocument | null;
    readonly session: readonly PolicyDocument[];
  },
): Decision {
  const all = [...policies.identity, ...policies.session, policies.resource, policies.boundary].filter(
    (policy) => policy !== null,
  );
  if (all.some((policy) => has(policy, "Deny", request))) return "explicitlyDenied";
  const byIdentity =
    policies.identity.some((policy) => has(policy, "Allow", request)) &&
    (policies.boundary === null || has(policies.boundary, "Allow", request)) &&
    (policies.session.length === 0 || policies.session.some((policy) => has(policy, "Allow", request)));
  const byResource = policies.resource !== null && has(policies.resource, "Allow", request);
  return byIdentity || byResource ? "allowed" : "implicitlyDenied";
}

function has(policy: PolicyDocument, effect: Statement["effect"], request: AccessRequest): boolean {
  return policy.statements.some(
    (statement) =>
      statement.effect === effect &&
      matchesAction(statement.actions, request.action) &&
      (statement.resources === null || matchesResource(statement.resources, request)) &&
      (statement.principals === null || matchesPrincipal(statement.principals, request)) &&
      conditionsHold(statement.conditions, request.context),
  );
}

/** Actions are case-insensitive. */
function matchesAction(match: Match, action: string): boolean {
  const found = match.patterns.some((pattern) => matchesPattern(pattern.toLowerCase(), action.toLowerCase()));
  return found !== match.negated;
}

function matchesResource(match: Match, request: AccessRequest): boolean {
  const found = match.patterns.some((pattern) => {
    const text = substitute(pattern, request.context);
    return text !== null && matchesPattern(text, request.resource);
  });
  return found !== match.negated;
}

function matchesPrincipal(principals: Principals, request: AccessRequest): boolean {
  const { aws, service, federated } = request.principals;
  const found =
    (principals.byType["AWS"] ?? []).some((wanted) => wanted === "*" || aws.includes(wanted)) ||
    (service !== null && (principals.byType["Service"] ?? []).includes(service)) ||
    (federated !== null && (principals.byType["Federated"] ?? []).includes(federated));
  return found !== principals.negated;
}

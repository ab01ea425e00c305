import type { MappingRule, RoleMapping } from "@aws-sdk/client-cognito-identity";
import type { Claims } from "../../../tokens/verify-token.ts";
import { badConfiguration, notAuthorized } from "../errors.ts";
import type { IdentityPool } from "../state.ts";
import type { Login } from "./verify-logins.ts";

/**
 * Which role somebody gets.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 *
 * @param custom the role they ask for
 * @throws WireError InvalidIdentityPoolConfigurationException, NotAuthorizedException
 */
export function chooseRole(pool: IdentityPool, logins: readonly Login[], custom: string | undefined): string {
  const [login] = logins;
  if (login === undefined) return required(pool.roles["unauthenticated"]);
  const mapping = pool.roleMappings[`${login.provider}:${login.clientId}`];
  if (mapping === undefined) {
    if (custom !== undefined) throw denied();
    return required(pool.roles["authenticated"]);
  }
  const { chosen, allowed } =
    mapping.Type === "Rules" ? byRules(mapping, login.claims) : byToken(login.claims);
  if (custom !== undefined) {
    if (!allowed.includes(custom)) throw denied();
    return custom;
  }
  if (chosen !== null) return chosen;
  if (mapping.AmbiguousRoleResolution === "Deny") throw denied();
  return required(pool.roles["authenticated"]);
}

interface Choice {
  /** Null: none, or none before the others. */
  readonly chosen: string | null;
  readonly allowed: readonly string[];
}

function byToken(claims: Claims): Choice {
  const preferred = claims["cognito:preferred_role"];
  const roles = claims["cognito:roles"];
  return {
    chosen: typeof preferred === "string" ? preferred : null,
    allowed: Array.isArray(roles) ? roles.map(String) : [],
  };
}

function byRules(mapping: RoleMapping, claims: Claims): Choice {
  const allowed = (mapping.RulesConfiguration?.Rules ?? [])
    .filter((rule) => applies(rule, claims))
    .map(({ RoleARN = "" }) => RoleARN);
  return { chosen: allowed[0] ?? null, allowed };
}

/** A claim with several values is one text, as the token has it. Rules about a claim that is not there do not apply. */
function applies({ Claim = "", MatchType, Value = "" }: MappingRule, claims: Claims): boolean {
  const claim = claims[Claim];
  if (claim === undefined || claim === null) return false;
  const text = typeof claim === "object" ? JSON.stringify(claim) : String(claim);
  switch (MatchType) {
    case "Equals":
      return text === Value;
    case "NotEqual":
      return text !== Value;
    case "StartsWith":
      return text.startsWith(Value);
    case "Contains":
      return text.includes(Value);
    default:
      return false;
  }
}

function required(role: string | undefined): string {
  if (role === undefined) throw badConfiguration();
  return role;
}

function denied() {
  return notAuthorized("Token is not authorized to assume the role.");
}

import { type AppSyncIdentityCognito, type Context, util } from "@aws-appsync/utils";
import { unauthorized } from "./fail.ts";
import { matchesWhole } from "./matches-whole.ts";

/** Who calls. */
export interface Caller {
  /** Functions and operators, which call with IAM credentials and pass every rule. */
  readonly system: boolean;
  readonly tenantId: string | null;
  /** The `sub` claim; for the system, the user it acts for. */
  readonly userId: string | null;
  readonly roles: readonly string[];
}

/** Ids become part of keys: nothing else may reach them, whatever the user pool lets through. */
const idPatterns = { tenant: "[a-z0-9-]{1,64}", user: "[A-Za-z0-9-]{1,64}" };

/**
 * Who calls, from what AppSync has verified.
 *
 * A user's tenant and roles come from the token's claims and from nothing else. The system names the tenant and the user
 * it acts for in the headers `x-plinth-tenant` and `x-plinth-user`, which are not looked at for anybody else.
 */
export function callerOf(ctx: Context): Caller {
  const type = util.authType();
  if (type === "User Pool Authorization") return userOf(ctx.identity as AppSyncIdentityCognito);
  if (type === "IAM Authorization") return systemOf(ctx);
  return unauthorized("Sign in first.");
}

function userOf(identity: AppSyncIdentityCognito): Caller {
  const claims = identity.claims as Readonly<Record<string, unknown>>;
  const roles = claims["roles"];
  return {
    system: false,
    tenantId: idFrom(claims["tenant_id"], idPatterns.tenant, "The tenant in the token"),
    userId: idFrom(identity.sub, idPatterns.user, "The user in the token"),
    roles: typeof roles === "object" && roles !== null ? (roles as readonly string[]) : [],
  };
}

function systemOf(ctx: Context): Caller {
  const identity = ctx.identity as { readonly cognitoIdentityId?: string | null };
  // Signed-in or guest users of an identity pool also come with IAM credentials. They are not the system.
  if (identity.cognitoIdentityId)
    return unauthorized("Sign in with the user pool, not with an identity pool.");
  const headers = ctx.request.headers as Readonly<Record<string, string | undefined>>;
  return {
    system: true,
    tenantId: idFrom(headers["x-plinth-tenant"], idPatterns.tenant, "The header x-plinth-tenant"),
    userId: idFrom(headers["x-plinth-user"], idPatterns.user, "The header x-plinth-user"),
    roles: [],
  };
}

function idFrom(value: unknown, pattern: string, what: string): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value !== "string" || !matchesWhole(pattern, value))
    return unauthorized(`${what} is not a valid id.`);
  return value;
}

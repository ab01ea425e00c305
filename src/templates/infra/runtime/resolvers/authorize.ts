import type { Context } from "@aws-appsync/utils";
import { globalPrefix, tenantPrefix, userPrefix } from "../data/keys.ts";
import type { Principal, Rule, Scope } from "../data/spec.ts";
import { type Caller, callerOf } from "./caller.ts";
import { unauthorized } from "./fail.ts";

/** What a caller may do with one model. */
export interface Grant extends Caller {
  /** True: only with records they created themselves. */
  readonly own: boolean;
}

export type Action = "read" | "create" | "update" | "delete";

/** A model with the rule for one operation. */
export interface Ruled {
  readonly name: string;
  readonly scope: Scope;
  readonly access: Rule;
}

/**
 * Lets the caller pass, or ends with `Unauthorized`.
 *
 * `creator` cannot be told before the record is read, so a rule that needs it gives a grant with `own`; the operation
 * then adds a condition. Whoever creates is the creator, and whatever is in a user's own partition is theirs.
 */
export function authorize(ctx: Context, model: Ruled, action: Action): Grant {
  const caller = callerOf(ctx);
  const reason = missingOwner(caller, model.scope);
  if (reason !== null) return unauthorized(reason);
  return grantOf(caller, model, action) ?? unauthorized(`You may not ${action} ${model.name} records.`);
}

/** As `authorize`, but gives null where that would refuse. */
export function mayAuthorize(ctx: Context, model: Ruled, action: Action): Grant | null {
  const caller = callerOf(ctx);
  return missingOwner(caller, model.scope) === null ? grantOf(caller, model, action) : null;
}

function grantOf(caller: Caller, model: Ruled, action: Action): Grant | null {
  if (caller.system) return { ...caller, own: false };
  const creates = action === "create" || model.scope === "user";
  const passes = model.access.filter((clause) =>
    clause.every((each) => each === "creator" || holds(each, caller)),
  );
  if (passes.length === 0) return null;
  return { ...caller, own: !creates && passes.every((clause) => clause.some((each) => each === "creator")) };
}

/** Starts the keys of what the caller's tenant, the caller, or everybody owns. */
export function ownerPrefix(caller: Caller, scope: Scope): string {
  const reason = missingOwner(caller, scope);
  if (reason !== null) return unauthorized(reason);
  if (scope === "tenant") return tenantPrefix(`${caller.tenantId}`);
  return scope === "user" ? userPrefix(`${caller.userId}`) : globalPrefix;
}

function missingOwner(caller: Caller, scope: Scope): string | null {
  if (scope === "tenant" && caller.tenantId === null) {
    return caller.system
      ? "Say whose data it is: the header x-plinth-tenant is missing."
      : "Your token names no tenant. Choose a tenant and refresh the token.";
  }
  if (scope === "user" && caller.userId === null) {
    return "Say whose data it is: the header x-plinth-user is missing.";
  }
  return null;
}

function holds(principal: Principal, caller: Caller): boolean {
  if (principal === "signedIn" || principal === "anyone") return true;
  // Roles are held in a tenant.
  return caller.tenantId !== null && caller.roles.some((role) => principal === `role:${role}`);
}

import type { Caller } from "./caller.ts";
import { FunctionError } from "./function-error.ts";

/** An *or* of *and*s, as in the model language. Empty: nobody but the system. */
export type AccessRule = readonly (readonly Principal[])[];

export type Principal = `role:${string}` | "creator" | "signedIn" | "anyone";

/** @returns whether the rule lets the caller in; the system always is */
export function isAllowed(rule: AccessRule, caller: Caller): boolean {
  return (
    caller.kind === "system" || rule.some((all) => all.length > 0 && all.every((one) => holds(one, caller)))
  );
}

function holds(principal: Principal, caller: Caller): boolean {
  if (principal === "anyone") return true;
  if (principal === "signedIn") return caller.kind === "user";
  // A function is no record: nobody created it.
  if (principal === "creator") return false;
  return caller.kind === "user" && caller.roles.includes(principal.slice("role:".length));
}

/** @throws FunctionError `Unauthorized`: status 401 where signing in may help, 403 otherwise */
export function requireAccess(rule: AccessRule, caller: Caller): void {
  if (isAllowed(rule, caller)) return;
  if (caller.kind === "anonymous") {
    throw new FunctionError("Unauthorized", "Sign in to do this.", { status: 401 });
  }
  throw new FunctionError("Unauthorized", "You may not do this.");
}

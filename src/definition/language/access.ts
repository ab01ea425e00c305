import { chainStarter, type Defined } from "./chain.ts";

/**
 * Who may do something: a role of `plinth.config.ts`, `"member"` (everybody in the tenant), `"creator"` (who created the
 * record), `"signedIn"` (everybody with an account), `"anyone"` (HTTP functions only); a list means *or*; `all(...)` means
 * *and*. An empty list lets in nobody but the system.
 */
export type AccessInput = RoleName | AccessExpression | readonly AccessInput[];

type RoleName = "member" | "creator" | "signedIn" | "anyone" | (string & {});

export type AccessExpression = Defined<{ readonly access: true }>;

/** Holds where every one of the rules holds. */
export const all = chainStarter("all", []) as (...rules: readonly AccessInput[]) => AccessExpression;

/** Holds where at least one of the rules holds: the same as a list, for use inside `all`. */
export const any = chainStarter("any", []) as (...rules: readonly AccessInput[]) => AccessExpression;

import { UserError } from "../errors/user-error.ts";

/**
 * The roles of a membership to be made, each once; "member" is left out, since everybody in a tenant is one.
 *
 * @param wanted as typed
 * @param known those of plinth.config.ts
 * @throws UserError `ROLE_UNKNOWN`
 */
export function checkRoles(wanted: readonly string[], known: readonly string[]): readonly string[] {
  const unknown = wanted.filter((role) => !known.includes(role));
  if (unknown.length === 0) return [...new Set(wanted)].filter((role) => role !== "member");
  throw new UserError({
    code: "ROLE_UNKNOWN",
    message: `plinth.config.ts has no role ${unknown.map((role) => JSON.stringify(role.slice(0, 70))).join(", ")}.`,
    remedy: `The roles are: ${known.join(", ")}.`,
  });
}

/**
 * The role of who begins a tenant, where none is named: the first of plinth.config.ts that is not everybody's.
 *
 * @param known those of plinth.config.ts, in their order
 */
export function firstRole(known: readonly string[]): readonly string[] {
  return known.filter((role) => role !== "member").slice(0, 1);
}

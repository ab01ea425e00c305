import type { Membership } from "./memberships.ts";

/**
 * The memberships that could be meant, best first: the one that was asked for; otherwise the ones the user may use, the
 * last used first, then by tenant.
 *
 * Whoever asks for a tenant by name gets that one or none: not silently another. A tenant they have nothing to do with
 * is as if they had not asked.
 */
export function candidates(memberships: readonly Membership[], wanted: string | null): readonly Membership[] {
  const asked = memberships.filter(({ tenantId }) => tenantId === wanted);
  const considered = asked.length > 0 ? asked : memberships.toSorted(byLastUse);
  return considered.filter(({ active, tenantId }) => active && tenantId !== "");
}

function byLastUse(a: Membership, b: Membership): number {
  if (a.lastUsedAt !== b.lastUsedAt) return a.lastUsedAt > b.lastUsedAt ? -1 : 1;
  return a.tenantId < b.tenantId ? -1 : 1;
}

/** Everybody in a tenant is a member; names that no project could declare are left out. */
export function rolesOf({ roles }: Membership): string[] {
  const named = roles.filter((role) => /^[A-Za-z][\w-]{0,63}$/.test(role));
  return [...new Set(["member", ...named])];
}

/** A signed-in user, as the verified token says. */
export interface User {
  /** Cognito's `sub`: never changes. Records carry it as `createdBy`. */
  readonly id: string;
  readonly username: string;
  /** Only where the ID token was sent; access tokens do not hold it. */
  readonly email: string | null;
}

/** Who called, and for which tenant. */
export interface Caller {
  /**
   * - `user`: with a verified token
   * - `system`: with IAM credentials, or AWS itself (schedule, stream, upload)
   * - `anonymous`: anybody, on a public HTTP route
   */
  readonly kind: "user" | "system" | "anonymous";
  readonly user: User | null;
  /** For users: from the token alone. */
  readonly tenant: { readonly id: string } | null;
  /** Roles in that tenant; `member` is among them for everybody in it. */
  readonly roles: readonly string[];
  /** The caller's own token, with which `db` acts; null for others than users. */
  readonly token: string | null;
  /** Whose data the system works on, by Cognito's `sub`; null for others than the system. */
  readonly actsFor: string | null;
}

const nobody = { user: null, tenant: null, roles: [], token: null, actsFor: null } as const;

export const anonymous: Caller = { ...nobody, kind: "anonymous" };

/**
 * @param tenantId null where the work belongs to no tenant
 * @param userId null where it belongs to no user
 */
export function systemCaller(tenantId: string | null, userId: string | null = null): Caller {
  return { ...nobody, kind: "system", tenant: tenantId === null ? null : { id: tenantId }, actsFor: userId };
}

/** Claims of a verified token. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * The user that a verified token speaks of.
 *
 * @param authorization the header the token came in, with or without `Bearer`
 */
export function callerFromClaims(claims: Claims, authorization: string | null): Caller {
  const { sub, email, tenant_id: tenantId, roles } = claims;
  if (typeof sub !== "string" || sub === "") return anonymous;
  const username = claims["cognito:username"] ?? claims["username"];
  const tenant = typeof tenantId === "string" && tenantId !== "" ? { id: tenantId } : null;
  return {
    kind: "user",
    user: {
      id: sub,
      username: typeof username === "string" ? username : sub,
      email: typeof email === "string" ? email : null,
    },
    tenant,
    // Roles are held in a tenant; without one there are none.
    roles: tenant === null ? [] : listClaim(roles),
    token: authorization?.replace(/^Bearer\s+/i, "") ?? null,
    actsFor: null,
  };
}

/** AppSync keeps the claim a list; the HTTP API's JWT authorizer writes it as `[admin member]`. */
function listClaim(claim: unknown): string[] {
  if (Array.isArray(claim)) return claim.filter((role) => typeof role === "string");
  if (typeof claim !== "string") return [];
  return claim
    .replace(/^\[(.*)\]$/, "$1")
    .split(/[\s,"]+/)
    .filter((role) => role !== "");
}

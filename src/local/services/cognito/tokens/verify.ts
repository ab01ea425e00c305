import type { Engine } from "../engine.ts";
import { notAuthorized, userNotFound } from "../errors.ts";
import { issuerOf } from "../pools/settings.ts";
import type { AppClient, User, UserPool } from "../state.ts";
import { lookUp } from "../users/directory.ts";
import { grantKey } from "./grant-key.ts";
import { userScope } from "./issue.ts";
import { type Claims, unverifiedClaims } from "./jwt.ts";

/**
 * A token's claims, if a pool of this cloud signed it and it has not expired. Revocation is not asked, as AppSync, API
 * Gateway and JWT libraries do not ask it either.
 *
 * @throws WireError NotAuthorizedException
 */
export function verifyToken(engine: Engine, token: string): { pool: UserPool; claims: Claims } {
  const issuer = unverifiedClaims(token)?.["iss"];
  const poolId = typeof issuer === "string" ? issuer.slice(issuer.lastIndexOf("/") + 1) : "";
  const pool = engine.state.pools.get(poolId);
  const claims = pool === undefined ? null : engine.jwt.verify(token, pool.key);
  if (pool === undefined || claims === null || claims["iss"] !== issuerOf(pool.id, engine.context.region))
    throw notAuthorized("Could not verify signature for Access Token");
  if (Number(claims["exp"]) * 1000 <= engine.context.clock.now())
    throw notAuthorized("Access Token has expired");
  return { pool, claims };
}

export interface SignedIn {
  readonly pool: UserPool;
  readonly client: AppClient;
  readonly user: User;
  readonly claims: Claims;
}

/**
 * Who an access token lets act for themselves.
 *
 * @throws WireError NotAuthorizedException, UserNotFoundException
 */
export function requireSignedIn(engine: Engine, token: string | undefined): SignedIn {
  if (unverifiedClaims(token ?? "") === null) throw notAuthorized("Invalid Access Token");
  const { pool, claims } = verifyToken(engine, token ?? "");
  if (claims["token_use"] !== "access") throw notAuthorized("Invalid Access Token");
  if (!String(claims["scope"]).split(" ").includes(userScope))
    throw notAuthorized("Access Token does not have required scopes");
  const user = lookUp(engine, pool, String(claims["username"]));
  const client = engine.state.clients.get(String(claims["client_id"]));
  if (user === undefined || client === undefined) throw userNotFound();
  if (!user.enabled) throw notAuthorized("User is disabled.");
  if (isRevoked(engine, user, claims)) throw notAuthorized("Access Token has been revoked");
  return { pool, client, user, claims };
}

/** Whether a token's user is still there, enabled, and has not signed out since. */
export function isActive(engine: Engine, pool: UserPool, claims: Claims): boolean {
  const user = lookUp(engine, pool, String(claims["cognito:username"] ?? claims["username"]));
  return user?.enabled === true && user.sub === claims["sub"] && !isRevoked(engine, user, claims);
}

function isRevoked({ state }: Engine, user: User, claims: Claims): boolean {
  const originJti = claims["origin_jti"];
  if (typeof originJti !== "string") return Number(claims["iat"]) * 1000 < user.signedOutAt;
  return state.grants.get(grantKey({ ...user, originJti }))?.revoked !== false;
}

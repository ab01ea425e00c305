import { createHash } from "node:crypto";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { notAuthorized } from "../errors.ts";
import { rotates } from "../pools/client-settings.ts";
import type { AppClient, Grant, RefreshToken } from "../state.ts";
import { grantKey } from "./grant-key.ts";

/** What Cognito's refresh tokens begin with: the header of an encrypted token, whose content is nobody's business. */
const header = Buffer.from('{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}').toString("base64url");

/** A refresh token of a grant; it ends with the grant. Only its hash is kept. */
export function newRefreshToken({ state, context }: Engine, grant: Grant): string {
  const part = (bytes: number) => context.ids.bytes(bytes).toString("base64url");
  const token = [header, part(256), part(12), part(96), part(16)].join(".");
  state.refreshTokens.put(hash(token), {
    grant: grantKey(grant),
    expiresAt: grant.expiresAt,
    usableUntil: null,
  });
  return token;
}

/**
 * The grant that a refresh token is of.
 *
 * @throws WireError NotAuthorizedException, RefreshTokenReuseException
 */
export function useRefreshToken(engine: Engine, client: AppClient, token: string | undefined): Grant {
  const { kept, grant } = find(engine, token);
  const now = engine.context.clock.now();
  if (kept === undefined || grant === undefined || grant.clientId !== client.id)
    throw notAuthorized("Invalid Refresh Token");
  if (grant.revoked) throw notAuthorized("Refresh Token has been revoked");
  if (kept.expiresAt <= now) throw notAuthorized("Refresh Token has expired");
  if (kept.usableUntil !== null && kept.usableUntil <= now)
    throw new WireError("RefreshTokenReuseException", "Refresh token has been invalidated by rotation");
  return grant;
}

/**
 * Marks a token as exchanged, where the client rotates: at once, so that of many who bring it at the same time one is the
 * first. Within the grace period the others get tokens too.
 *
 * @returns what takes the mark back, if the exchange fails
 */
export function markExchanged(engine: Engine, client: AppClient, token: string): () => void {
  const { kept } = find(engine, token);
  if (!rotates(client) || kept === undefined || kept.usableUntil !== null) return () => {};
  const grace = (client.settings.RefreshTokenRotation?.RetryGracePeriodSeconds ?? 0) * 1000;
  const usableUntil = engine.context.clock.now() + grace;
  engine.state.refreshTokens.put(hash(token), { ...kept, usableUntil });
  return () => engine.state.refreshTokens.put(hash(token), kept);
}

/** @returns undefined where the token is nobody's */
export function grantOf(engine: Engine, token: string | undefined): Grant | undefined {
  return find(engine, token).grant;
}

function find({ state }: Engine, token = ""): { kept: RefreshToken | undefined; grant: Grant | undefined } {
  const kept = state.refreshTokens.get(hash(token));
  return { kept, grant: kept === undefined ? undefined : state.grants.get(kept.grant) };
}

function hash(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

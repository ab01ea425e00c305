import { createPublicKey, type JsonWebKey, type KeyObject, verify } from "node:crypto";

export type Claims = Readonly<Record<string, unknown>>;

/** Why a token is refused. */
export class TokenRefused extends Error {
  readonly reason: "malformed" | "signature" | "expired" | "early" | "issuer";

  constructor(reason: TokenRefused["reason"]) {
    super(`The token is refused: ${reason}`);
    this.reason = reason;
  }
}

/** Reads a JSON Web Token without believing it: to see whose it claims to be. Null: it is none. */
export function readToken(token: string): { readonly header: Claims; readonly claims: Claims } | null {
  const parts = token.split(".");
  if (parts.length !== 3) return null;
  try {
    const [header, claims] = parts
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, "base64url").toString()));
    return typeof claims === "object" && claims !== null ? { header, claims } : null;
  } catch {
    return null;
  }
}

/**
 * Verifies RS256 tokens against the issuers' published keys, which are kept until an unknown key id is seen.
 *
 * @param baseUrl of this cloud, whose own user pools are asked directly: an issuer's name may be AWS's
 * @param now milliseconds since 1970
 */
export function tokenVerifier(baseUrl: () => string, now: () => number) {
  const known = new Map<string, Map<string, KeyObject>>();
  // A client shows the same token with each request: its signature is looked at once.
  const signed = new Map<string, Claims>();

  async function keyOf(issuer: string, id: string): Promise<KeyObject | undefined> {
    const kept = known.get(issuer)?.get(id);
    if (kept !== undefined) return kept;
    const fresh = await fetchKeys(issuer, baseUrl());
    known.set(issuer, fresh);
    return fresh.get(id);
  }

  async function signatureOf(token: string): Promise<Claims> {
    const read = readToken(token);
    const issuer = read?.claims["iss"];
    if (read === null || typeof issuer !== "string") throw new TokenRefused("malformed");
    if (read.header["alg"] !== "RS256") throw new TokenRefused("signature");
    const key = await keyOf(issuer, String(read.header["kid"]));
    const [header, payload, signature = ""] = token.split(".");
    const text = Buffer.from(`${header}.${payload}`);
    if (key === undefined || !verify("RSA-SHA256", text, key, Buffer.from(signature, "base64url")))
      throw new TokenRefused("signature");
    if (signed.size >= mostRemembered) signed.clear();
    signed.set(token, read.claims);
    return read.claims;
  }

  /** @throws {TokenRefused} */
  return async (token: string): Promise<Claims> => {
    const claims = signed.get(token) ?? (await signatureOf(token));
    const seconds = now() / 1000;
    if (typeof claims["exp"] !== "number" || claims["exp"] <= seconds) throw new TokenRefused("expired");
    if (typeof claims["nbf"] === "number" && claims["nbf"] > seconds) throw new TokenRefused("early");
    return claims;
  };
}

/** Tokens whose signatures are known to be good. */
const mostRemembered = 1_000;

async function fetchKeys(issuer: string, baseUrl: string): Promise<Map<string, KeyObject>> {
  try {
    const pool = /[a-z]{2}(?:-[a-z]+)+-\d_[0-9A-Za-z]+$/.exec(issuer)?.[0];
    const url =
      pool === undefined
        ? String((await json(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`))["jwks_uri"])
        : `${baseUrl}/${pool}/.well-known/jwks.json`;
    const keys = (await json(url))["keys"] as (JsonWebKey & { readonly kid: string })[];
    return new Map(keys.map((key) => [key.kid, createPublicKey({ key, format: "jwk" })]));
  } catch {
    throw new TokenRefused("issuer");
  }
}

async function json(url: string): Promise<Record<string, unknown>> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  return (await response.json()) as Record<string, unknown>;
}

import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { PoolKey } from "../state.ts";

export type Claims = Readonly<Record<string, unknown>>;

/** Keys are parsed once: PEM parsing costs more than signing. */
export interface Jwt {
  sign(claims: Claims, key: PoolKey): string;
  /** @returns null where the key did not sign the token. Times are not looked at. */
  verify(token: string, key: PoolKey): Claims | null;
}

/** JSON Web Tokens with RS256 (RFC 7515, RFC 7519). No other algorithm is read or written. */
export function jwt(): Jwt {
  const parsed = new Map<string, { readonly privateKey: KeyObject; readonly publicKey: KeyObject }>();

  function keysOf({ kid, privateKey }: PoolKey) {
    let keys = parsed.get(kid);
    if (keys === undefined) {
      const key = createPrivateKey(privateKey);
      keys = { privateKey: key, publicKey: createPublicKey(key) };
      parsed.set(kid, keys);
    }
    return keys;
  }

  return {
    sign(claims, key) {
      const text = `${encode({ kid: key.kid, alg: "RS256" })}.${encode(claims)}`;
      return `${text}.${sign("RSA-SHA256", Buffer.from(text), keysOf(key).privateKey).toString("base64url")}`;
    },

    verify(token, key) {
      const [header = "", payload = "", signature = "", ...more] = token.split(".");
      const read = decode(header);
      if (more.length > 0 || read?.["alg"] !== "RS256" || read["kid"] !== key.kid) return null;
      const signed = verify(
        "RSA-SHA256",
        Buffer.from(`${header}.${payload}`),
        keysOf(key).publicKey,
        Buffer.from(signature, "base64url"),
      );
      return signed ? decode(payload) : null;
    },
  };
}

/** The claims of a token nobody has verified: only to learn whose key to ask. */
export function unverifiedClaims(token: string): Claims | null {
  return decode(token.split(".")[1] ?? "");
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode(text: string): Claims | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Claims) : null;
  } catch {
    return null;
  }
}

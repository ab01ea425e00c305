import { createPublicKey, generateKeyPairSync } from "node:crypto";
import type { Engine } from "../engine.ts";
import type { SigningKey } from "../state.ts";

/** The key of this cloud's identity pools, made when it is first asked for. */
export function signingKey({ state, context }: Engine): SigningKey {
  const kept = state.keys.get("current");
  if (kept !== undefined) return kept;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { n = "", e = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  const key: SigningKey = {
    kid: `${context.region}-7`,
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    n,
    e,
  };
  state.keys.put("current", key);
  return key;
}

/** https://datatracker.ietf.org/doc/html/rfc7517, as at cognito-identity.amazonaws.com/.well-known/jwks_uri. */
export function jwks({ kid, n, e }: SigningKey) {
  return { keys: [{ kty: "RSA", alg: "RS512", use: "sig", kid, n, e }] };
}

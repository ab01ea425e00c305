import { createPublicKey, generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import type { Ids } from "../../../kernel/ids.ts";
import type { PoolKey } from "../state.ts";

const generate = promisify(generateKeyPair);

/** A key pair for one pool: a token of one pool is worth nothing to another. */
export async function newPoolKey(ids: Ids): Promise<PoolKey> {
  const { privateKey } = await generate("rsa", { modulusLength: 2048 });
  const { n = "", e = "" } = createPublicKey(privateKey).export({ format: "jwk" });
  return {
    kid: ids.bytes(32).toString("base64"),
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    n,
    e,
  };
}

/** https://datatracker.ietf.org/doc/html/rfc7517, with the members in Cognito's order. */
export function jwks({ kid, n, e }: PoolKey) {
  return { keys: [{ alg: "RS256", e, kid, kty: "RSA", n, use: "sig" }] };
}

import { createHmac } from "node:crypto";
import { keyedHash } from "./keyed-hash.ts";

/** Finds the secret of an access key; null: no such key. */
export type SecretOf = (accessKeyId: string, sessionToken: string | null) => string | null;

export interface SigningKey {
  readonly bytes: Buffer;
  /** The signature of a text, in hex. */
  readonly sign: (text: string) => string;
}

const mostRemembered = 1_000;

/**
 * Keys derived from secrets for a day, region and service, so that a request costs one HMAC rather than five. They belong to
 * the cloud whose secrets they are derived from, and go with it.
 */
const remembered = new WeakMap<SecretOf, Map<string, SigningKey>>();

/**
 * The key that signs in a credential scope.
 *
 * @param owner whose secrets these are
 */
export function signingKey(
  owner: SecretOf,
  secret: string,
  { date, region, service }: { readonly date: string; readonly region: string; readonly service: string },
): SigningKey {
  let known = remembered.get(owner);
  if (known === undefined) {
    known = new Map();
    remembered.set(owner, known);
  }
  const name = `${date}/${region}/${service}/${secret}`;
  let found = known.get(name);
  if (found === undefined) {
    const bytes = [date, region, service, "aws4_request"].reduce<Buffer>(
      (key, part) => createHmac("sha256", key).update(part).digest(),
      Buffer.from(`AWS4${secret}`),
    );
    found = { bytes, sign: keyedHash(bytes) };
    if (known.size >= mostRemembered) known.clear();
    known.set(name, found);
  }
  return found;
}

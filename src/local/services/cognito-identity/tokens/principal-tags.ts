import type { Claims } from "../../../tokens/verify-token.ts";
import { invalidParameter } from "../errors.ts";
import type { IdentityPool } from "../state.ts";

/** "The default mappings": https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html#provider-mappings */
const defaults: Readonly<Record<string, string>> = { client: "aud", username: "sub" };
/** STS: https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html */
const tagValue = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

/** Which tag takes which claim's value. */
export function mapOf(pool: IdentityPool, provider: string): Readonly<Record<string, string>> {
  const map = pool.principalTags[provider];
  if (map === undefined) return {};
  return map.useDefaults ? defaults : map.tags;
}

/**
 * The session tags of somebody who has signed in. A claim that the token does not have gives no tag: policies that ask
 * for it do not match.
 *
 * @throws WireError InvalidParameterException where a value is none that a tag can have
 */
export function principalTags(pool: IdentityPool, provider: string, claims: Claims): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const [key, claim] of Object.entries(mapOf(pool, provider))) {
    const value = claims[claim];
    if (value === undefined || value === null) continue;
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    // STS takes no other characters, among them every wildcard of policies.
    if (!tagValue.test(text))
      throw invalidParameter(`The claim ${claim} cannot be the value of the tag ${key}.`);
    tags[key] = text;
  }
  return tags;
}

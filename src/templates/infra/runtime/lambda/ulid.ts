import { randomBytes } from "node:crypto";

/** Crockford's base 32. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A new ULID: 10 characters of time in milliseconds, 16 of chance. Sorts by time.
 *
 * @param now milliseconds since 1970
 */
export function ulid(now: number = Date.now()): string {
  let time = "";
  for (let rest = now; time.length < 10; rest = Math.floor(rest / 32))
    time = alphabet.charAt(rest % 32) + time;
  // 32 divides 256: the remainder of a random byte is as random as the byte.
  const chance = Array.from(randomBytes(16), (byte) => alphabet.charAt(byte % 32));
  return time + chance.join("");
}

import { createHmac, timingSafeEqual } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
export const stepMilliseconds = 30_000;

/** RFC 4648 without padding: the form that authenticator applications take secrets in. */
export function base32(bytes: Uint8Array): string {
  let bits = 0;
  let value = 0;
  let text = "";
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >>> bits) & 31];
    }
  }
  return bits === 0 ? text : text + alphabet[(value << (5 - bits)) & 31];
}

export function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const character of text) {
    value = ((value << 5) | alphabet.indexOf(character)) & 0xffff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >>> bits) & 255);
  }
  return Buffer.from(bytes);
}

/** RFC 6238 with SHA-1, 30 seconds and six digits, as Cognito asks of authenticator applications. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) as number) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/**
 * @param after the last step that was used: no code works twice
 * @returns the step whose code this is, one step early or late allowed; null: the code is wrong
 */
export function matchingStep(secret: string, code: string, now: number, after: number): number | null {
  const current = Math.floor(now / stepMilliseconds);
  for (const step of [current, current - 1, current + 1]) {
    const wanted = Buffer.from(totpCode(secret, step));
    const given = Buffer.from(code);
    if (step > after && given.length === wanted.length && timingSafeEqual(given, wanted)) return step;
  }
  return null;
}

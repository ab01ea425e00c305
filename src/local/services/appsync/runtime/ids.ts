import { randomBytes } from "node:crypto";

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** 10 characters of time and 16 of randomness, as `util.autoUlid()`. */
export function ulid(now: number): string {
  return encode(BigInt(now), crockford, 10) + encode(bigint(randomBytes(10)), crockford, 16);
}

/** 4 bytes of seconds since 2014-05-13 and 16 of randomness in base 62, as `util.autoKsuid()`. */
export function ksuid(now: number): string {
  const seconds = Buffer.alloc(4);
  seconds.writeUInt32BE(Math.floor(now / 1000) - 1_400_000_000);
  return encode(bigint(Buffer.concat([seconds, randomBytes(16)])), base62, 27);
}

const bigint = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString("hex")}`);

function encode(value: bigint, alphabet: string, length: number): string {
  const base = BigInt(alphabet.length);
  let rest = value;
  let text = "";
  for (let place = 0; place < length; place++) {
    text = alphabet.charAt(Number(rest % base)) + text;
    rest /= base;
  }
  return text;
}

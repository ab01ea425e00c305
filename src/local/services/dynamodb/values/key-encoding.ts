import { Bug } from "../../../kernel/bug.ts";
import type { Value } from "./attribute-value.ts";
import { parseDecimal } from "./decimal.ts";

export type KeyType = "S" | "N" | "B";

/**
 * Keys as bytes whose order is DynamoDB's: strings by their UTF-8 bytes, binary by unsigned bytes, numbers by value.
 * Every encoding ends itself, so that several can stand in a row (keys of several attributes), and begins with a byte
 * that tells its type.
 *
 * S, B: type, bytes with 00 written as 00 FF, end 00 00.
 * N: type, then 01 for zero; 02, exponent, pairs of digits + 1, end 00 for positive numbers; for negative ones 00 and
 * the complement of all that.
 */
const typeByte: Readonly<Record<KeyType, number>> = { S: 0x53, N: 0x4e, B: 0x42 };

/** A byte that no encoding begins with and that is greater than any that does. */
export const afterAll = Buffer.from([0xff]);
export const beforeAll = Buffer.alloc(0);

/** @throws Bug where the value is not of the type: callers check first */
export function encodeKey(value: Value, type: KeyType): Buffer {
  return type === "N" ? encodeNumber(value.N as string) : encodeText(value, type, 2);
}

/** What every key begins with whose string or bytes begin with those of the value. */
export function encodeKeyPrefix(value: Value, type: "S" | "B"): Buffer {
  return encodeText(value, type, 0);
}

/** @param end how many zeros end it */
function encodeText(value: Value, type: "S" | "B", end: 0 | 2): Buffer {
  if (type === "B") {
    if (value.B === undefined) throw new Bug("a key that is no B");
    return encodeBytes(value.B, type, end);
  }
  const text = value.S;
  if (text === undefined) throw new Bug("a key that is no S");
  if (text.includes("\0")) return encodeBytes(Buffer.from(text, "utf8"), type, end);
  const length = 1 + Buffer.byteLength(text, "utf8");
  const result = Buffer.allocUnsafe(length + end);
  result[0] = typeByte[type];
  result.write(text, 1, "utf8");
  return result.fill(0, length);
}

function encodeBytes(bytes: Uint8Array, type: "S" | "B", end: 0 | 2): Buffer {
  let zeros = 0;
  for (let at = 0; at < bytes.length; at += 1) if (bytes[at] === 0) zeros += 1;
  const result = Buffer.alloc(1 + bytes.length + zeros + end);
  result[0] = typeByte[type];
  let to = 1;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    result[to++] = byte;
    if (byte === 0) result[to++] = 0xff;
  }
  return result;
}

/** The lowest `Decimal.exponent` is -129. */
const exponentOffset = 129;

function encodeNumber(text: string): Buffer {
  const { negative, digits, exponent } = parseDecimal(text);
  if (digits === "") return Buffer.from([typeByte.N, 1]);
  const pairs = (digits.length + 1) >> 1;
  const result = Buffer.alloc(4 + pairs);
  result[0] = typeByte.N;
  result[1] = 2;
  result[2] = exponent + exponentOffset;
  for (let pair = 0; pair < pairs; pair += 1) {
    const tens = digits.charCodeAt(2 * pair) - 48;
    const ones = 2 * pair + 1 < digits.length ? digits.charCodeAt(2 * pair + 1) - 48 : 0;
    result[3 + pair] = tens * 10 + ones + 1;
  }
  if (negative) {
    result[1] = 0;
    for (let at = 2; at < result.length; at += 1) result[at] = 255 - (result[at] as number);
  }
  return result;
}

/** The first key after every one that begins with these bytes. */
export function afterPrefix(prefix: Buffer): Buffer {
  for (let at = prefix.length - 1; at >= 0; at -= 1) {
    const byte = prefix[at] as number;
    if (byte === 0xff) continue;
    const result = Buffer.from(prefix.subarray(0, at + 1));
    result[at] = byte + 1;
    return result;
  }
  return afterAll;
}

/** The first key after this very one. */
export function justAfter(key: Buffer): Buffer {
  return Buffer.concat([key, Buffer.of(0)]);
}

export const hashBytes = 4;

/**
 * A partition key as stored: a hash of it first, so that a scan meets partitions in no order that means anything (as on
 * AWS) and segments of a parallel scan are ranges.
 */
export function encodePartition(parts: readonly Buffer[]): Buffer {
  let length = hashBytes;
  for (const part of parts) length += part.length;
  const result = Buffer.allocUnsafe(length);
  let at = hashBytes;
  let hash = 0x811c9dc5;
  for (const part of parts) {
    // By position: iterating over bytes is several times slower.
    for (let from = 0; from < part.length; from += 1) {
      const byte = part[from] as number;
      hash = Math.imul(hash ^ byte, 0x01000193);
      result[at++] = byte;
    }
  }
  // FNV leaves the high bits of short keys alike: the finish of murmur3 spreads them.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  result.writeUInt32BE((hash ^ (hash >>> 16)) >>> 0, 0);
  return result;
}

/** Where a segment of a parallel scan begins; segment = total: where the last one ends. */
export function segmentStart(segment: number, total: number): Buffer {
  if (segment >= total) return Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
  const result = Buffer.alloc(hashBytes);
  result.writeUInt32BE(Math.ceil((segment * 2 ** 32) / total), 0);
  return result;
}

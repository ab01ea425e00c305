import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { invalidRequest } from "../errors.ts";
import { combineCrc } from "./combine-crc.ts";
import { crc, crc32cPolynomial, crc32Polynomial, crc64NvmePolynomial } from "./crc.ts";

export type Algorithm = "CRC32" | "CRC32C" | "CRC64NVME" | "SHA1" | "SHA256";

export interface Hasher {
  update(data: Uint8Array): void;
  digest(): Buffer;
}

interface Definition {
  readonly bytes: number;
  readonly hasher: () => Hasher;
  /** Reflected; null: the checks of parts do not add up to the check of the whole. */
  readonly polynomial: bigint | null;
}

const definitions: Readonly<Record<Algorithm, Definition>> = {
  CRC32: { bytes: 4, hasher: zlibCrc32, polynomial: crc32Polynomial },
  CRC32C: { bytes: 4, hasher: () => crc(crc32cPolynomial, 4), polynomial: crc32cPolynomial },
  CRC64NVME: { bytes: 8, hasher: () => crc(crc64NvmePolynomial, 8), polynomial: crc64NvmePolynomial },
  SHA1: { bytes: 20, hasher: () => createHash("sha1"), polynomial: null },
  SHA256: { bytes: 32, hasher: () => createHash("sha256"), polynomial: null },
};

export const algorithms = Object.keys(definitions) as readonly Algorithm[];

/** What S3 calculates where the client names no algorithm. */
export const defaultAlgorithm: Algorithm = "CRC64NVME";

export function isAlgorithm(name: string): name is Algorithm {
  return Object.hasOwn(definitions, name);
}

/**
 * @param name as clients write it, in any case
 * @throws WireError where it is none of the five
 */
export function readAlgorithm(name: string): Algorithm {
  const upper = name.toUpperCase();
  if (isAlgorithm(upper)) return upper;
  if (/^(SHA512|MD5|XXHASH\w+)$/.test(upper)) throw notSupportedHere(`the checksum algorithm ${upper} of S3`);
  throw invalidRequest(
    "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]",
  );
}

export function hasherOf(algorithm: Algorithm): Hasher {
  return definitions[algorithm].hasher();
}

/** @throws WireError where the text cannot be such a checksum */
export function checkFormat(algorithm: Algorithm, base64: string): void {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length === definitions[algorithm].bytes && bytes.toString("base64") === base64) return;
  throw invalidRequest(`Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`);
}

export function canCombine(algorithm: Algorithm): boolean {
  return definitions[algorithm].polynomial !== null;
}

/** The checksum of the whole object, of parts in order. Only for algorithms that `canCombine`. */
export function combine(
  algorithm: Algorithm,
  parts: readonly { readonly value: string; readonly size: number }[],
): string {
  const { polynomial, bytes } = definitions[algorithm];
  const value = combineCrc(
    polynomial as bigint,
    bytes * 8,
    parts.map((part) => ({
      value: BigInt(`0x${Buffer.from(part.value, "base64").toString("hex")}`),
      length: part.size,
    })),
  );
  return Buffer.from(value.toString(16).padStart(bytes * 2, "0"), "hex").toString("base64");
}

/** The checksum of the parts' checksums, with their number: `abc=-3`. */
export function compose(algorithm: Algorithm, values: readonly string[]): string {
  const hasher = hasherOf(algorithm);
  for (const value of values) hasher.update(Buffer.from(value, "base64"));
  return `${hasher.digest().toString("base64")}-${values.length}`;
}

function zlibCrc32(): Hasher {
  let value = 0;
  return {
    update(data) {
      value = crc32(data, value);
    },
    digest() {
      const result = Buffer.alloc(4);
      result.writeUInt32BE(value);
      return result;
    },
  };
}

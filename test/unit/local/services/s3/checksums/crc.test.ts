import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Algorithm,
  combine,
  compose,
  hasherOf,
} from "../../../../../../src/local/services/s3/checksums/algorithms.ts";
import {
  crc,
  crc32cPolynomial,
  crc32Polynomial,
  crc64NvmePolynomial,
} from "../../../../../../src/local/services/s3/checksums/crc.ts";

const check = Buffer.from("123456789");

function digest(polynomial: bigint, bytes: 4 | 8, ...pieces: Uint8Array[]): string {
  const hasher = crc(polynomial, bytes);
  for (const piece of pieces) hasher.update(piece);
  return hasher.digest().toString("hex");
}

/** Bit by bit, as the definition has it. */
function slowly(polynomial: bigint, bits: bigint, data: Uint8Array): string {
  const all = (1n << bits) - 1n;
  let value = all;
  for (const byte of data) {
    value ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) value = value & 1n ? (value >> 1n) ^ polynomial : value >> 1n;
  }
  return (value ^ all).toString(16).padStart(Number(bits) / 4, "0");
}

describe("CRC", () => {
  // https://reveng.sourceforge.io/crc-catalogue/all.htm, "check"
  test("has the check values of the catalogue", () => {
    expect(digest(crc64NvmePolynomial, 8, check)).toBe("ae8b14860a799888");
    expect(digest(crc32cPolynomial, 4, check)).toBe("e3069283");
    expect(digest(crc32Polynomial, 4, check)).toBe("cbf43926");
  });

  test("of nothing is nothing", () => {
    expect(digest(crc64NvmePolynomial, 8)).toBe("0000000000000000");
    expect(digest(crc32cPolynomial, 4)).toBe("00000000");
  });

  test("is the definition's, however the data is cut", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), (data, at) => {
        const pieces = [data.subarray(0, at), data.subarray(at)];
        expect(digest(crc64NvmePolynomial, 8, ...pieces)).toBe(slowly(crc64NvmePolynomial, 64n, data));
        expect(digest(crc32cPolynomial, 4, ...pieces)).toBe(slowly(crc32cPolynomial, 32n, data));
        expect(digest(crc32Polynomial, 4, ...pieces)).toBe(crc32(data).toString(16).padStart(8, "0"));
      }),
    );
  });
});

describe("checksums of several parts", () => {
  const of = (algorithm: Algorithm, data: Uint8Array) => {
    const hasher = hasherOf(algorithm);
    hasher.update(data);
    return hasher.digest().toString("base64");
  };

  test.each<Algorithm>(["CRC32", "CRC32C", "CRC64NVME"])(
    "%s of the whole, without the whole",
    (algorithm) => {
      fc.assert(
        fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 6 }), (parts) => {
          const combined = combine(
            algorithm,
            parts.map((part) => ({ value: of(algorithm, part), size: part.length })),
          );
          expect(combined).toBe(of(algorithm, Buffer.concat(parts)));
        }),
      );
    },
  );

  test("ten thousand equal parts take no longer than a moment", () => {
    const part = { value: of("CRC64NVME", check), size: 5 * 1024 * 1024 };
    const before = performance.now();
    combine(
      "CRC64NVME",
      Array.from({ length: 10_000 }, () => part),
    );
    expect(performance.now() - before).toBeLessThan(5000);
  });

  test("composite checksums tell how many they are of", () => {
    expect(compose("SHA1", [of("SHA1", check), of("SHA1", check)])).toMatch(/=-2$/);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  afterPrefix,
  encodeKey,
  encodeKeyPrefix,
  encodePartition,
  hashBytes,
  segmentStart,
} from "../../../../../../src/local/services/dynamodb/values/key-encoding.ts";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom("\u0000", "\u0001", "a", "b", "\u00ff", "\uffee", "\u{10000}") }),
);
const bytes = fc.uint8Array({ maxLength: 8 });
const sign = (value: number) => Math.sign(value);

describe("keys as bytes", () => {
  test("strings have the order of their UTF-8", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const wanted = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(sign(Buffer.compare(encodeKey({ S: a }, "S"), encodeKey({ S: b }, "S")))).toBe(wanted);
      }),
    );
  });

  test("binaries have the order of unsigned bytes", () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(sign(Buffer.compare(encodeKey({ B: a }, "B"), encodeKey({ B: b }, "B")))).toBe(
          Buffer.compare(a, b),
        );
      }),
    );
  });

  test("several in a row have the order of the first that differs", () => {
    fc.assert(
      fc.property(text, text, text, text, (a1, a2, b1, b2) => {
        const row = (...parts: string[]) => Buffer.concat(parts.map((S) => encodeKey({ S }, "S")));
        const wanted =
          Buffer.compare(Buffer.from(a1), Buffer.from(b1)) ||
          Buffer.compare(Buffer.from(a2), Buffer.from(b2));
        expect(sign(Buffer.compare(row(a1, a2), row(b1, b2)))).toBe(wanted);
      }),
    );
  });

  test("a prefix and what follows it hold exactly the texts that begin so", () => {
    fc.assert(
      fc.property(text, text, (prefix, other) => {
        const from = encodeKeyPrefix({ S: prefix }, "S");
        const key = encodeKey({ S: other }, "S");
        const inside = Buffer.compare(key, from) >= 0 && Buffer.compare(key, afterPrefix(from)) < 0;
        expect(inside).toBe(
          Buffer.from(other).subarray(0, Buffer.byteLength(prefix)).equals(Buffer.from(prefix)),
        );
      }),
    );
  });

  test("each partition is in one segment, and segments are of a size", () => {
    const total = 7;
    const counts = Array.from({ length: total }, () => 0);
    for (let number = 0; number < 7000; number += 1) {
      const key = encodePartition([encodeKey({ S: `customer#${number}` }, "S")]);
      const homes = counts.filter(
        (_, segment) =>
          Buffer.compare(key, segmentStart(segment, total)) >= 0 &&
          Buffer.compare(key, segmentStart(segment + 1, total)) < 0,
      );
      expect(homes).toHaveLength(1);
      counts[Math.floor((key.readUInt32BE(0) / 2 ** 32) * total)] =
        (counts[Math.floor((key.readUInt32BE(0) / 2 ** 32) * total)] ?? 0) + 1;
      expect(key.length).toBeGreaterThan(hashBytes);
    }
    for (const count of counts) expect(count).toBeGreaterThan(800);
  });
});

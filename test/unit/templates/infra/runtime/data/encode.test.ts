import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  encodeHash,
  encodeSort,
  separator,
} from "../../../../../../src/templates/infra/runtime/data/encode.ts";
import type { Value } from "../../../../../../src/templates/infra/runtime/data/record.ts";

/** DynamoDB orders keys by their UTF-8 bytes. */
const byBytes = (a: string, b: string) => Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
const part = (value: Value, rest = "01ARZ3NDEKTSV4RRFFQ69G5FAV") => encodeSort(value) + separator + rest;

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom(" ", "!", "#", "%", "\u0000", "\u0001", "\t", "\n", '"', "\\", "a", "~", "é", "😀"),
  }),
);
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(
    0,
    -0,
    1,
    -1,
    10,
    99,
    100,
    0.1,
    1e21,
    1e-7,
    5e-324,
    1.7976931348623157e308,
    2 ** 53 - 1,
    -(2 ** 53 - 1),
  ),
);

describe("encodeSort", () => {
  it("orders texts by code point, whatever follows", () => {
    fc.assert(
      fc.property(text, text, fc.string(), fc.string(), (a, b, restA, restB) => {
        if (a === b) return;
        expect(byBytes(part(a, restA), part(b, restB))).toBe(byBytes(a, b));
      }),
      { numRuns: 2000 },
    );
  });

  it("orders numbers by size, whatever follows", () => {
    fc.assert(
      fc.property(number, number, fc.string(), fc.string(), (a, b, restA, restB) => {
        if (a === b) return;
        expect(byBytes(part(a, restA), part(b, restB))).toBe(Math.sign(a - b) || (a < b ? -1 : 1));
      }),
      { numRuns: 2000 },
    );
  });

  it("puts missing values before every other, false before true", () => {
    fc.assert(
      fc.property(fc.oneof(text, number, fc.boolean()), (value) => {
        expect(byBytes(part(null), part(value))).toBe(-1);
        expect(part(undefined)).toBe(part(null));
      }),
    );
    expect(byBytes(part(false), part(true))).toBe(-1);
  });

  it("keeps two sort values apart and in order", () => {
    fc.assert(
      fc.property(fc.tuple(text, text), fc.tuple(text, text), (a, b) => {
        const order = byBytes(a[0], b[0]) || byBytes(a[1], b[1]);
        const whole = (pair: [string, string]) => `${encodeSort(pair[0])} ${encodeSort(pair[1])} 01`;
        expect(byBytes(whole(a), whole(b))).toBe(order);
      }),
      { numRuns: 2000 },
    );
  });

  it("reads well for everyday values", () => {
    expect(encodeSort("2026-11-22")).toBe("2026-11-22");
    expect(encodeSort("Jane Doe!")).toBe("Jane! Doe!!");
    expect(encodeSort(1999)).toBe("25041999");
    expect(encodeSort(-2.5)).toBe("049874~");
  });
});

describe("encodeHash", () => {
  it("is injective and free of the separator", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 3 }), fc.array(text, { maxLength: 3 }), (a, b) => {
        const whole = (values: string[]) => values.map((value) => encodeHash(value)).join("#");
        for (const value of a) expect(encodeHash(value)).not.toContain("#");
        if (a.length === b.length) expect(whole(a) === whole(b)).toBe(a.every((value, i) => value === b[i]));
      }),
      { numRuns: 2000 },
    );
  });

  it("is injective on numbers, with one zero", () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(encodeHash(a) === encodeHash(b)).toBe(a === b);
      }),
    );
  });
});

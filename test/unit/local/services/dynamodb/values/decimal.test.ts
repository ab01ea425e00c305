import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addNumbers,
  compareNumbers,
  normaliseNumber,
  subtractNumbers,
} from "../../../../../../src/local/services/dynamodb/values/decimal.ts";
import { encodeKey } from "../../../../../../src/local/services/dynamodb/values/key-encoding.ts";

/** A number as an integer times a power of ten: the reference, exact by construction. */
interface Reference {
  readonly whole: bigint;
  readonly power: number;
}

const reference = fc.record({
  whole: fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
  power: fc.integer({ min: -125, max: 85 }),
});
const close = fc.record({
  whole: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
  power: fc.integer({ min: -9, max: 9 }),
});
const write = ({ whole, power }: Reference) => `${whole}e${power}`;
const scaledBy = ({ whole, power }: Reference, least: number) => whole * 10n ** BigInt(power - least);
const signOf = (value: bigint | number) => (value < 0 ? -1 : value > 0 ? 1 : 0);

function compareReference(a: Reference, b: Reference): number {
  const least = Math.min(a.power, b.power);
  return signOf(scaledBy(a, least) - scaledBy(b, least));
}

const either = fc.oneof(reference, close);

describe("numbers against big integers", () => {
  test("have the order of their values", () => {
    fc.assert(
      fc.property(either, either, (a, b) => {
        expect(signOf(compareNumbers(write(a), write(b)))).toBe(compareReference(a, b));
      }),
      { numRuns: 2000 },
    );
  });

  test("are encoded in the order of their values, equal ones alike", () => {
    fc.assert(
      fc.property(either, either, (a, b) => {
        const [x, y] = [encodeKey({ N: write(a) }, "N"), encodeKey({ N: write(b) }, "N")];
        expect(signOf(Buffer.compare(x, y))).toBe(compareReference(a, b));
      }),
      { numRuns: 2000 },
    );
  });

  test("are added and subtracted exactly, or not at all", () => {
    fc.assert(
      fc.property(close, close, (a, b) => {
        const least = Math.min(a.power, b.power);
        for (const [operate, sign] of [
          [addNumbers, 1n],
          [subtractNumbers, -1n],
        ] as const) {
          const exact = scaledBy(a, least) + sign * scaledBy(b, least);
          const result = operate(normaliseNumber(write(a)), normaliseNumber(write(b)));
          expect(result).toBe(normaliseNumber(`${exact}e${least}`));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("a sum that needs more than 38 digits is refused", () => {
    expect(() => addNumbers("1e38", "1e-5")).toThrow("more than 38 significant digits");
    expect(() => addNumbers("9e125", "9e125")).toThrow("Number overflow");
  });

  test("normal form has no exponent and nothing needless, and is stable", () => {
    fc.assert(
      fc.property(either, (a) => {
        const text = normaliseNumber(write(a));
        expect(text).toMatch(/^(?:0|-?(?:[1-9]\d*|0)(?:\.\d*[1-9])?)$/);
        expect(normaliseNumber(text)).toBe(text);
        expect(compareNumbers(text, write(a))).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(["", " 1", "1 ", "e5", ".", "-", "0x10", "1_000", "NaN", "Infinity", "1e", "--1"])(
    "%j is no number",
    (text) => {
      expect(() => normaliseNumber(text)).toThrow("The parameter cannot be converted to a numeric value");
    },
  );

  test.each([
    ["+5", "5"],
    [".5", "0.5"],
    ["5.", "5"],
    ["-0.0", "0"],
    ["0e999", "0"],
  ])("%s is %s", (given, wanted) => {
    expect(normaliseNumber(given)).toBe(wanted);
  });
});

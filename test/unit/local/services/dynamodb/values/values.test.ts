import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Value } from "../../../../../../src/local/services/dynamodb/values/attribute-value.ts";
import { compareValues, sameValue } from "../../../../../../src/local/services/dynamodb/values/compare.ts";
import { readItem, writeItem } from "../../../../../../src/local/services/dynamodb/values/item-text.ts";
import { itemSize } from "../../../../../../src/local/services/dynamodb/values/size.ts";
import { validateValue } from "../../../../../../src/local/services/dynamodb/values/validate-value.ts";

const value = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.string({ unit: "grapheme" }).map((S) => ({ S })),
    fc.integer().map((number) => ({ N: String(number) })),
    fc.uint8Array({ maxLength: 5 }).map((bytes) => ({ B: Buffer.from(bytes) })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 4 }).map((SS) => ({ SS })),
    fc
      .uniqueArray(fc.uint8Array({ maxLength: 3 }), { minLength: 1, maxLength: 3, selector: String })
      .map((BS) => ({ BS: BS.map((bytes) => Buffer.from(bytes)) })),
    fc.array(tie("value"), { maxLength: 3 }).map((L) => ({ L })),
    fc
      .dictionary(
        fc.oneof(fc.string(), fc.constantFrom("B", "BS", "__proto__", "constructor")),
        tie("value"),
        { maxKeys: 3, noNullPrototype: true },
      )
      .map((M) => ({ M })),
  ),
})).value;

describe("values", () => {
  test("come back from text as they went", () => {
    fc.assert(
      fc.property(value, (a) => {
        const back = readItem(writeItem({ a }));
        expect(sameValue(back["a"] as Value, a)).toBe(true);
      }),
    );
  });

  test("are the same after validation, whatever was shared", () => {
    fc.assert(
      fc.property(value, (a) => {
        expect(sameValue(validateValue(a), a)).toBe(true);
      }),
    );
  });

  test.each([
    ["\u{fb401}", "\u{fb400}"],
    ["\u{10000}", "\u{ffff}"],
    ["\u{10000}", "\u{e000}"],
    ["a\u{1f600}b", "a\u{1f600}a"],
    ["\u{1f601}", "\u{1f600}z"],
    ["\u{e000}", "\u{d7ff}"],
  ])("%j comes after %j", (a, b) => {
    expect(compareValues({ S: a }, { S: b })).toBeGreaterThan(0);
    expect(compareValues({ S: b }, { S: a })).toBeLessThan(0);
  });

  test("strings beyond the basic plane sort by UTF-8, not by UTF-16", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        expect(Math.sign(compareValues({ S: a }, { S: b }) as number)).toBe(
          Buffer.compare(Buffer.from(a), Buffer.from(b)),
        );
      }),
    );
  });

  test.each<[Record<string, Value>, number]>([
    [{ a: { S: "abc" } }, 4],
    [{ name: { S: "\u00e9" } }, 6],
    [{ a: { BOOL: true } }, 2],
    [{ a: { NULL: true } }, 2],
    [{ a: { N: "1" } }, 3],
    [{ a: { N: "-123" } }, 5],
    [{ a: { L: [] } }, 4],
    [{ a: { M: {} } }, 4],
    [{ a: { L: [{ S: "x" }] } }, 6],
    [{ a: { M: { b: { S: "x" } } } }, 7],
    [{ a: { SS: ["ab", "c"] } }, 4],
  ])("the size of %j is %d", (item, size) => {
    expect(itemSize(item)).toBe(size);
  });
});

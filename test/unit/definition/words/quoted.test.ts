import fc from "fast-check";
import { expect, test } from "vitest";
import { quoted } from "../../../../src/definition/words/quoted.ts";

test.each([
  ["a", '"a"'],
  ['a"b', '"a\\"b"'],
  ["a\u202eb", '"a\\u202eb"'],
  [undefined, "undefined"],
  [null, "null"],
  [5, "5"],
  [Number.NaN, "NaN"],
  [() => 1, "a function"],
  [Symbol("x"), "Symbol(x)"],
  [{ a: [1] }, '{"a":[1]}'],
])("%j is shown as %s", (value, expected) => {
  expect(quoted(value)).toBe(expected);
});

test("a big integer is shown as its digits", () => {
  expect(quoted(10n)).toBe("10");
});

test("a value that holds itself does no harm", () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  expect(quoted(loop)).toBe("a value that is not JSON");
});

test("anything fits on one line of a terminal and cannot move its cursor", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const shown = quoted(value);
      expect(shown.length).toBeLessThan(500);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});

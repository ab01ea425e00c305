import fc from "fast-check";
import { expect, test } from "vitest";
import { readPattern } from "../../../../src/definition/read/pattern.ts";

test.each([
  "[A-Z]{3}",
  "[0-9A-Z -]+",
  "\\d{4}-\\d{2}",
  "(a|b)?c*",
  "(?:ab)+",
  "^[a-z0-9]+(?:-[a-z0-9]+)*$",
  "[^/\\]]+",
  "\\$\\{.*\\}",
  "\\u00e9\\x41",
  "a{2,}?",
  "[\\w.-]+@[a-z]+\\.ch",
  "quotes \" and ` and '",
])("%s is fine", (pattern) => {
  expect(readPattern(pattern)).toEqual({ source: pattern });
});

test("a regular expression gives its source", () => {
  expect(readPattern(/^a\/b$/)).toEqual({ source: "^a\\/b$" });
  expect(readPattern(/a/g)).toEqual({ source: "a" });
});

test.each([
  "[]",
  "[^]",
  "a**",
  "(a",
  "a)",
  "\\bword\\b",
  "\\cA",
  "\\0",
  "\\v",
  "\\u{61}",
  "a++",
  "x{,3}",
  "\\k<a>",
  "(?i)a",
  "[[:alpha:]]",
  "\\",
])("%s is refused", (pattern) => {
  expect(readPattern(pattern)).toHaveProperty("problem");
});

test("what is accepted always compiles, and is printable ASCII", () => {
  const parts = fc.constantFrom(
    ..."ab09-_.*+?()[]{}|^$\\/,:&! \"'`",
    "\\d",
    "\\w",
    "(?:",
    "[a-z]",
    "{2}",
    "\\p{L}",
    "(?=",
    "é",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 12 }), (pieces) => {
      const read = readPattern(pieces.join(""));
      if ("problem" in read) return;
      expect(read.source).toMatch(/^[\x20-\x7e]+$/);
      expect(() => new RegExp(`^(?:${read.source})$`, "u")).not.toThrow();
      expect(read.source.replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, "")).not.toMatch(/\(\?[^:]/);
    }),
    { numRuns: 2000 },
  );
});

import { expect, test } from "vitest";
import { closest, listed, suggestion } from "../../../../src/definition/words/did-you-mean.ts";

const names = ["status", "number", "customer", "createdAt"];

test.each([
  ["staus", "status"],
  ["nubmer", "number"],
  ["Customer", "customer"],
  ["custmoer", "customer"],
  ["x", null],
  ["", null],
  ["something-else", null],
  ["a".repeat(10_000), null],
])("for %j that is %j", (word, expected) => {
  expect(closest(word, names)).toBe(expected);
});

test("without a near one, there is the list", () => {
  expect(suggestion("zzz", names)).toBe("There is: status, number, customer, createdAt.");
  expect(suggestion("zzz", [])).toBe("There is none to choose from.");
  expect(
    listed(
      Array.from({ length: 20 }, (_, i) => `f${i}`),
      2,
    ),
  ).toBe("f0, f1 and 18 more");
});

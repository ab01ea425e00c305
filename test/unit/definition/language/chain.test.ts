import { expect, test } from "vitest";
import { chainOf, definition } from "../../../../src/definition/language/chain.ts";
import { oneOf, text } from "../../../../src/index.ts";

test("a builder never changes: each call gives a new one", () => {
  const plain = text();
  const short = plain.max(3);
  expect(chainOf(plain)?.calls).toEqual([]);
  expect(chainOf(short)?.calls).toEqual([{ name: "max", args: [3] }]);
  expect(Object.isFrozen(short)).toBe(true);
});

test("everything made from a builder keeps its first call, by identity", () => {
  const Priority = oneOf("low", "high");
  expect(chainOf(Priority.optional().describe("x"))?.root).toBe(chainOf(Priority)?.root);
  expect(chainOf(oneOf("low", "high"))?.root).not.toBe(chainOf(Priority)?.root);
});

test("the mark is known to every copy of the module", () => {
  expect(definition).toBe(Symbol.for("plinth.definition"));
});

test("other values have no chain", () => {
  for (const value of [null, undefined, 1, "text", {}, [], () => text()]) expect(chainOf(value)).toBeNull();
});

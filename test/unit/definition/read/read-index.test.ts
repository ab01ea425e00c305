import { describe, expect, test } from "vitest";
import type { Finding } from "../../../../src/definition/finding.ts";
import { readIndex } from "../../../../src/definition/read/read-index.ts";

const place = { file: "models/visit.ts", path: [] };

function read(...args: readonly unknown[]) {
  const findings: Finding[] = [];
  const index = readIndex({ call: { name: "index", args }, place }, (at, message, remedy) =>
    findings.push({ place: at, message, remedy }),
  );
  return { index, messages: findings.map(({ message }) => message) };
}

describe("an index without fields", () => {
  test("lists everything in the order of sort", () => {
    const { index, messages } = read("byStart", [], { sort: "startsAt" });
    expect(index).toMatchObject({ name: "byStart", hash: [], sort: ["startsAt"] });
    expect(messages).toEqual([]);
  });

  test.each([[undefined], [{}], [{ sort: [] }]])("says nothing without sort: %j", (options) => {
    const { index, messages } = read("byStart", [], options);
    expect(index).toBeNull();
    expect(messages).toEqual([".index() names no field."]);
  });
});

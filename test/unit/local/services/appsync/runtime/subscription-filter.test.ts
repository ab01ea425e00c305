import { describe, expect, test } from "vitest";
import { matchesFilter } from "../../../../../../src/local/services/appsync/runtime/matches-filter.ts";
import { toSubscriptionFilter } from "../../../../../../src/local/services/appsync/runtime/subscription-filter.ts";

/** Groups as `a=1&b=2 | c=3`. */
const groups = (...args: Parameters<typeof toSubscriptionFilter>): string | null => {
  const filter = toSubscriptionFilter(...args);
  if (filter === null) return null;
  const text = filter.filterGroup.map(({ filters }) =>
    filters
      .map(({ fieldName, operator, value }) => `${fieldName} ${operator} ${JSON.stringify(value)}`)
      .join(" & "),
  );
  return text.join(" | ");
};

describe("a filter built from an object", () => {
  test.each([
    [{ a: { eq: 1 }, b: { eq: 2 } }, "a eq 1 & b eq 2"],
    [{ and: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }, "a eq 1 & b eq 2"],
    [{ a: { eq: 1, ne: 2 } }, "a eq 1 | a ne 2"],
    [{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }, "a eq 1 | b eq 2"],
    [{ z: { eq: 0 }, or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }, "z eq 0 & a eq 1 | z eq 0 & b eq 2"],
    [{}, ""],
    [null, null],
  ])("%j: %s", (filter, expected) => {
    expect(groups(filter)).toBe(expected);
  });

  test("rules are alternatives, which is why the tenant may never be one", () => {
    const rules = { tenantId: { eq: "t" }, id: { eq: "1" } };
    expect(groups({ a: { eq: 1 } }, [], rules)).toBe('a eq 1 & tenantId eq "t" | a eq 1 & id eq "1"');
    expect(groups({ a: { eq: 1 }, b: { eq: 2 } }, ["a"])).toBe("b eq 2");
  });
});

describe("a payload against a filter", () => {
  const one = (fieldName: string, operator: string, value: unknown) => ({
    filterGroup: [{ filters: [{ fieldName, operator, value }] }],
  });

  test.each<[string, string, unknown, unknown, boolean]>([
    ["a", "eq", 1, { a: 1 }, true],
    ["a", "eq", 1, { a: "1" }, false],
    ["a", "ne", 1, { a: 2 }, true],
    ["a", "ne", 1, {}, false],
    ["a", "eq", null, { a: null }, false],
    ["a", "between", [1, 3], { a: 3 }, true],
    ["a", "in", ["x"], { a: "x" }, true],
    ["a", "notIn", ["x"], { a: "x" }, false],
    ["a", "beginsWith", "x", { a: "xy" }, true],
    ["a", "contains", "x", { a: ["x"] }, true],
    ["a", "containsAny", ["q", "x"], { a: ["x"] }, true],
    ["a.b", "eq", 1, { a: { b: 1 } }, true],
  ])("%s %s %j on %j: %s", (field, operator, value, payload, expected) => {
    expect(matchesFilter(one(field, operator, value), payload)).toBe(expected);
  });

  test("limits are held", () => {
    expect(() => matchesFilter(one("a", "in", [1, 2, 3, 4, 5, 6]), {})).toThrow(/at most 5/);
    const filters = Array.from({ length: 6 }, (_, n) => ({ fieldName: `f${n}`, operator: "eq", value: 1 }));
    expect(() => matchesFilter({ filterGroup: [{ filters }] }, {})).toThrow(/more than 5 fields/);
  });
});

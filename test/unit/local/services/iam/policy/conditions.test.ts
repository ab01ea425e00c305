// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like that
import { describe, expect, test } from "vitest";
import {
  type ConditionContext,
  conditionsHold,
} from "../../../../../../src/local/services/iam/policy/conditions.ts";

function holds(
  operator: string,
  wanted: string | readonly string[],
  actual?: string | readonly string[],
  more: ConditionContext = {},
) {
  const values = typeof wanted === "string" ? [wanted] : wanted;
  const context = actual === undefined ? more : { ...more, "my:key": actual };
  return conditionsHold([{ operator, key: "My:Key", values }], context, true);
}

describe("operators", () => {
  test.each<[operator: string, wanted: string, actual: string, result: boolean]>([
    ["StringEquals", "a", "a", true],
    ["StringEquals", "a", "A", false],
    ["StringEquals", "a*", "ab", false],
    ["StringNotEquals", "a", "b", true],
    ["StringNotEquals", "a", "a", false],
    ["StringEqualsIgnoreCase", "aB", "Ab", true],
    ["StringNotEqualsIgnoreCase", "aB", "Ab", false],
    ["StringLike", "a*c?", "abbcd", true],
    ["StringLike", "a*c?", "abbc", false],
    ["StringNotLike", "a*", "b", true],
    ["NumericEquals", "10", "10.0", true],
    ["NumericEquals", "10", "", false],
    ["NumericNotEquals", "10", "11", true],
    ["NumericLessThan", "10", "9.5", true],
    ["NumericLessThan", "10", "10", false],
    ["NumericLessThanEquals", "10", "10", true],
    ["NumericGreaterThan", "10", "1e2", true],
    ["NumericGreaterThan", "10", "many", false],
    ["NumericGreaterThanEquals", "10", "10", true],
    ["DateEquals", "2026-01-01T00:00:00Z", "1767225600", true],
    ["DateNotEquals", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", true],
    ["DateLessThan", "2026-01-02", "2026-01-01T00:00:00Z", true],
    ["DateLessThanEquals", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", true],
    ["DateGreaterThan", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", false],
    ["DateGreaterThanEquals", "2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z", true],
    ["Bool", "true", "true", true],
    ["Bool", "True", "false", false],
    ["BinaryEquals", "QmluYXJ5", "QmluYXJ5", true],
    ["IpAddress", "203.0.113.0/24", "203.0.113.9", true],
    ["IpAddress", "203.0.113.0/24", "203.0.114.9", false],
    ["IpAddress", "203.0.113.7", "203.0.113.7", true],
    ["IpAddress", "2001:db8::/32", "2001:db8:1::1", true],
    ["IpAddress", "2001:db8::/32", "203.0.113.7", false],
    ["IpAddress", "0.0.0.0/0", "198.51.100.1", true],
    ["IpAddress", "203.0.113.0/99", "203.0.113.1", false],
    ["NotIpAddress", "203.0.113.0/24", "198.51.100.1", true],
    ["ArnEquals", "arn:aws:sns:*:1:topic", "arn:aws:sns:eu-west-1:1:topic", true],
    ["ArnLike", "arn:aws:sns:*:topic", "arn:aws:sns:eu-west-1:1:topic", false],
    ["ArnLike", "arn:aws:s3:::b/*", "arn:aws:s3:::b/x/y", true],
    ["ArnNotEquals", "arn:aws:sns:*:1:topic", "arn:aws:sns:eu-west-1:2:topic", true],
    ["ArnNotLike", "arn:aws:sns:*:1:*", "arn:aws:sns:eu-west-1:1:topic", false],
  ])("%s %s: %s is %s", (operator, wanted, actual, result) => {
    expect(holds(operator, wanted, actual)).toBe(result);
  });

  test("any of several values may match; with a negation none may", () => {
    expect(holds("StringEquals", ["a", "b"], "b")).toBe(true);
    expect(holds("StringNotEquals", ["a", "b"], "b")).toBe(false);
    expect(holds("StringNotEquals", ["a", "b"], "c")).toBe(true);
  });

  test("all conditions must hold", () => {
    const conditions = [
      { operator: "StringEquals", key: "a", values: ["1"] },
      { operator: "StringEquals", key: "b", values: ["2"] },
    ];
    expect(conditionsHold(conditions, { a: "1", b: "2" }, true)).toBe(true);
    expect(conditionsHold(conditions, { a: "1", b: "3" }, true)).toBe(false);
  });

  test("an operator that does not exist never holds", () => {
    expect(holds("StringAlmost", "a", "a")).toBe(false);
  });
});

describe("absent keys", () => {
  test.each([
    ["StringEquals", false],
    ["StringNotEquals", true],
    ["StringEqualsIfExists", true],
    ["StringNotEqualsIfExists", true],
    ["NumericLessThanIfExists", true],
    ["ForAnyValue:StringEquals", false],
    ["ForAllValues:StringEquals", true],
    ["ForAnyValue:StringEqualsIfExists", true],
  ])("%s is %s", (operator, result) => {
    expect(holds(operator, "1")).toBe(result);
  });

  test("Null asks for just that", () => {
    expect(holds("Null", "true")).toBe(true);
    expect(holds("Null", "false")).toBe(false);
    expect(holds("Null", "true", "x")).toBe(false);
    expect(holds("Null", "false", "x")).toBe(true);
  });

  test("IfExists still looks at a key that is there", () => {
    expect(holds("StringEqualsIfExists", "a", "b")).toBe(false);
    expect(holds("StringEqualsIfExists", "a", "a")).toBe(true);
  });
});

describe("sets", () => {
  test.each<[operator: string, actual: readonly string[], result: boolean]>([
    ["ForAllValues:StringEquals", ["a", "b"], true],
    ["ForAllValues:StringEquals", ["a", "c"], false],
    ["ForAllValues:StringEquals", [], true],
    ["ForAnyValue:StringEquals", ["a", "c"], true],
    ["ForAnyValue:StringEquals", ["c"], false],
    ["ForAnyValue:StringEquals", [], false],
    ["ForAllValues:StringNotEquals", ["c", "d"], true],
    ["ForAllValues:StringNotEquals", ["a", "d"], false],
    ["ForAnyValue:StringNotEquals", ["a", "d"], true],
    ["ForAnyValue:StringNotLike", ["a", "b"], false],
  ])("%s of %j is %s", (operator, actual, result) => {
    expect(holds(operator, ["a", "b"], actual)).toBe(result);
  });

  test("LeadingKeys, as tenants are kept apart", () => {
    const context = { "aws:principaltag/tenant": "t1" };
    const wanted = "T#${aws:PrincipalTag/tenant}#*";
    expect(holds("ForAllValues:StringLike", wanted, ["T#t1#Invoice", "T#t1#Line"], context)).toBe(true);
    expect(holds("ForAllValues:StringLike", wanted, ["T#t1#Invoice", "T#t2#Line"], context)).toBe(false);
  });
});

describe("variables", () => {
  test("a value is taken literally, whatever characters it has", () => {
    expect(holds("StringLike", "x/${aws:userid}", "x/anything", { "aws:userid": "*" })).toBe(false);
    expect(holds("StringLike", "x/${aws:userid}", "x/*", { "aws:userid": "*" })).toBe(true);
  });

  test("a variable without a value matches nothing", () => {
    expect(holds("StringEquals", "${aws:userid}", "")).toBe(false);
    expect(holds("StringNotEquals", "${aws:userid}", "x")).toBe(true);
  });
});

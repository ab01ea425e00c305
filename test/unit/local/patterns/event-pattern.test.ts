import { describe, expect, test } from "vitest";
import { parseEventPattern } from "../../../../src/local/patterns/event-pattern.ts";

const matches = (pattern: object, event: object) => parseEventPattern(JSON.stringify(pattern)).matches(event);

describe("one field", () => {
  test.each<[string, unknown[], unknown, boolean]>([
    ["a value of the list", ["a", "b"], "b", true],
    ["another value", ["a"], "b", false],
    ["a number is no text", [1], "1", false],
    ["null", [null], null, true],
    ["an absent field is not null", [null], undefined, false],
    ["any element of an array", ["b"], ["a", "b"], true],
    ["prefix", [{ prefix: "in" }], "invoice", true],
    ["prefix without case", [{ prefix: { "equals-ignore-case": "IN" } }], "invoice", true],
    ["suffix", [{ suffix: ".png" }], "a.png", true],
    ["suffix, not", [{ suffix: ".png" }], "a.gif", false],
    ["equals without case", [{ "equals-ignore-case": "ALICE" }], "alice", true],
    ["anything but", [{ "anything-but": ["a", "b"] }], "c", true],
    ["anything but, excluded", [{ "anything-but": "a" }], "a", false],
    ["anything but, absent", [{ "anything-but": "a" }], undefined, false],
    ["anything but a prefix", [{ "anything-but": { prefix: "in" } }], "out", true],
    ["anything but a wildcard", [{ "anything-but": { wildcard: "*/x/*" } }], "a/x/b", false],
    ["numeric range", [{ numeric: [">", 0, "<=", 5] }], 5, true],
    ["outside the range", [{ numeric: [">", 0, "<=", 5] }], 0, false],
    ["exists", [{ exists: true }], "x", true],
    ["does not exist", [{ exists: false }], undefined, true],
    ["exists, absent", [{ exists: true }], undefined, false],
    ["inside a network", [{ cidr: "10.0.0.0/24" }], "10.0.0.255", true],
    ["outside a network", [{ cidr: "10.0.0.0/24" }], "10.0.1.0", false],
    ["inside an IPv6 network", [{ cidr: "2001:db8::/32" }], "2001:db8:1::1", true],
    ["wildcard", [{ wildcard: "tenants/*/scans/*" }], "tenants/t1/scans/a.pdf", true],
    ["wildcard, not", [{ wildcard: "tenants/*/scans/*" }], "tenants/t1/other/a.pdf", false],
    ["a literal star", [{ wildcard: "a\\*b" }], "a*b", true],
  ])("%s", (_, pattern, value, wanted) => {
    expect(matches({ f: pattern }, value === undefined ? {} : { f: value })).toBe(wanted);
  });
});

test("all fields must match, at any depth", () => {
  const pattern = { source: ["aws.s3"], detail: { bucket: { name: ["b"] } } };
  expect(matches(pattern, { source: "aws.s3", detail: { bucket: { name: "b" } } })).toBe(true);
  expect(matches(pattern, { source: "aws.s3", detail: { bucket: { name: "c" } } })).toBe(false);
  expect(matches(pattern, { source: "aws.s3" })).toBe(false);
});

test("fields of an array's element must match together", () => {
  const pattern = { items: { a: [1], b: [2] } };
  expect(matches(pattern, { items: [{ a: 1, b: 2 }] })).toBe(true);
  expect(
    matches(pattern, {
      items: [
        { a: 1, b: 0 },
        { a: 0, b: 2 },
      ],
    }),
  ).toBe(false);
});

test("$or takes any of its patterns", () => {
  const pattern = { source: ["s"], $or: [{ detail: { a: [1] } }, { detail: { b: [2] } }] };
  expect(matches(pattern, { source: "s", detail: { b: 2 } })).toBe(true);
  expect(matches(pattern, { source: "s", detail: { a: 2 } })).toBe(false);
  expect(matches(pattern, { source: "t", detail: { a: 1 } })).toBe(false);
});

test.each<[string, string]>([
  ["no JSON", "{"],
  ["an empty pattern", "{}"],
  ["a bare value", '{"a":"b"}'],
  ["an empty list", '{"a":[]}'],
  ["an unknown operator", '{"a":[{"like":"b"}]}'],
  ["two stars in a row", '{"a":[{"wildcard":"a**"}]}'],
  ["a numeric bound that is none", '{"a":[{"numeric":[">","1"]}]}'],
])("refuses %s", (_, text) => {
  expect(() => parseEventPattern(text)).toThrow();
});

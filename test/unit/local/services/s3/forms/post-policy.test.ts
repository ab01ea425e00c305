import { describe, expect, test } from "vitest";
import { checkPostPolicy } from "../../../../../../src/local/services/s3/forms/post-policy.ts";

const now = Date.parse("2026-01-01T00:00:00Z");
const policy = (conditions: unknown[], expiration = "2026-01-01T01:00:00Z") =>
  JSON.stringify({ expiration, conditions });
const check = (conditions: unknown[], fields: Record<string, string>) =>
  checkPostPolicy(policy(conditions), new Map(Object.entries(fields)), now);

describe("conditions", () => {
  test.each<[string, unknown[], Record<string, string>]>([
    ["an object", [{ key: "a" }], { key: "a" }],
    ["eq", [["eq", "$key", "a"]], { key: "a" }],
    ["starts-with", [["starts-with", "$key", "user/"]], { key: "user/1/a" }],
    ["anything", [["starts-with", "$key", ""]], { key: "whatever" }],
    [
      "any case of names",
      [["EQ", "$Content-Type", "image/png"], { Key: "a" }],
      { key: "a", "content-type": "image/png" },
    ],
    ["the bucket", [{ bucket: "b" }, { key: "a" }], { bucket: "b", key: "a" }],
    [
      "a list of content types",
      [["starts-with", "$content-type", "image/"], { key: "a" }],
      { key: "a", "content-type": "image/png,image/gif" },
    ],
    [
      "fields that need none",
      [{ key: "a" }],
      { key: "a", policy: "x", "x-amz-signature": "y", "x-ignore-me": "z" },
    ],
  ])("hold: %s", (_, conditions, fields) => {
    expect(check(conditions, fields)).toBeNull();
  });

  test.each<[string, unknown[], Record<string, string>, string]>([
    ["another value", [{ key: "a" }], { key: "b" }, 'Policy Condition failed: ["eq","$key","a"]'],
    ["another beginning", [["starts-with", "$key", "user/"]], { key: "admin/a" }, "Policy Condition failed"],
    ["a missing field", [{ key: "a" }, { acl: "private" }], { key: "a" }, "Policy Condition failed"],
    ["another bucket", [{ bucket: "b" }, { key: "a" }], { bucket: "c", key: "a" }, "Policy Condition failed"],
    [
      "one of the content types",
      [["starts-with", "$content-type", "image/"], { key: "a" }],
      { key: "a", "content-type": "image/png,text/html" },
      "Policy Condition failed",
    ],
    ["a field without a condition", [{ key: "a" }], { key: "a", acl: "private" }, "Extra input fields: acl"],
    ["an unknown operator", [["ends-with", "$key", "a"]], { key: "a" }, "Invalid Condition"],
    ["a field without its dollar", [["eq", "key", "a"]], { key: "a" }, "Invalid Condition"],
    ["no condition at all", ["key"], { key: "a" }, "Invalid Simple-Condition"],
  ])("do not hold: %s", (_, conditions, fields, message) => {
    expect(() => check(conditions, fields)).toThrow(message);
  });
});

test("a range of lengths is given back, for the file is not here yet", () => {
  expect(check([["content-length-range", 1, "10"], { key: "a" }], { key: "a" })).toEqual({
    minimum: 1,
    maximum: 10,
  });
});

test.each([
  ["that is over", policy([{ key: "a" }], "2025-12-31T23:59:59Z"), "Policy expired"],
  ["without a time", JSON.stringify({ conditions: [] }), "Policy missing expiration"],
  ["with a wrong time", policy([], "soon"), "Invalid 'expiration' value"],
  ["without conditions", JSON.stringify({ expiration: "2027-01-01T00:00:00Z" }), "Policy missing conditions"],
  ["that is no JSON", "{", "Invalid JSON"],
  ["that is null", "null", "Policy missing expiration"],
])("a policy %s is refused", (_, text, message) => {
  expect(() => checkPostPolicy(text, new Map([["key", "a"]]), now)).toThrow(message);
});

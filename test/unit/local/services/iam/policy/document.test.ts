import { describe, expect, test } from "vitest";
import { parsePolicy } from "../../../../../../src/local/services/iam/policy/document.ts";
import {
  validateIdentityPolicy,
  validateTrustPolicy,
} from "../../../../../../src/local/services/iam/policy/validate.ts";

const text = (statement: object, more: object = {}) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statement, ...more });
const get = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const assume = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } };
const malformed = expect.objectContaining({ code: "MalformedPolicyDocument" });

describe("what the grammar does not know is refused", () => {
  test.each([
    ["no JSON", "{"],
    ["no statement", '{"Version":"2012-10-17"}'],
    ["an unknown version", text(get, { Version: "2020-01-01" })],
    ["an unknown element", text({ ...get, Resources: "*" })],
    ["an unknown element at the top", text(get, { Statements: [] })],
    ["no effect", text({ ...get, Effect: undefined })],
    ["another effect", text({ ...get, Effect: "allow" })],
    ["no action", text({ ...get, Action: undefined })],
    ["an action of no service", text({ ...get, Action: "GetObject" })],
    ["Action and NotAction", text({ ...get, NotAction: "s3:PutObject" })],
    ["an unknown operator", text({ ...get, Condition: { StringIs: { "aws:userid": "x" } } })],
    ["NullIfExists", text({ ...get, Condition: { NullIfExists: { "aws:userid": "true" } } })],
    ["a value that is a structure", text({ ...get, Condition: { StringEquals: { "aws:userid": {} } } })],
    ["an unknown kind of principal", text({ ...get, Principal: { Robot: "x" } })],
  ])("%s", (_what, policy) => {
    expect(() => parsePolicy(policy)).toThrow(malformed);
  });
});

test("one or many, a text or a list: all is read alike", () => {
  const single = parsePolicy(text({ ...get, Condition: { Bool: { "aws:SecureTransport": true } } }));
  const listed = parsePolicy(
    text([
      {
        ...get,
        Action: ["s3:GetObject"],
        Resource: ["*"],
        Condition: { Bool: { "aws:SecureTransport": ["true"] } },
      },
    ]),
  );
  expect(single).toEqual(listed);
});

test("identity policies name resources, and no principals", () => {
  expect(() => validateIdentityPolicy(text({ ...get, Principal: "*" }))).toThrow(malformed);
  expect(() => validateIdentityPolicy(text({ ...get, Resource: undefined }))).toThrow(malformed);
  expect(() => validateIdentityPolicy(text({ ...get, Resource: "bucket" }))).toThrow(malformed);
  validateIdentityPolicy(text(get));
});

test("trust policies name principals, and no resources", () => {
  expect(() => validateTrustPolicy(text({ ...assume, Resource: "*" }))).toThrow(malformed);
  expect(() => validateTrustPolicy(text({ ...assume, Principal: undefined }))).toThrow(malformed);
  expect(() => validateTrustPolicy(text({ ...assume, Principal: { AWS: "somebody" } }))).toThrow(malformed);
  expect(() => validateTrustPolicy(text({ ...assume, Principal: { Service: "lambda" } }))).toThrow(malformed);
  expect(() => validateTrustPolicy(text({ ...assume, Action: "s3:GetObject" }))).toThrow(malformed);
  validateTrustPolicy(text(assume));
});

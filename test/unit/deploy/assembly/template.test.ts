import { describe, expect, test } from "vitest";
import { isSameTemplate, parseTemplate } from "../../../../src/deploy/assembly/template.ts";

describe("is a template the deployed one", () => {
  test.each([
    ["nothing is deployed", null, "{}", false],
    ["the same text", '{"a":1}', '{"a":1}', true],
    ["laid out anew", '{"a":1}', '{\n "a": 1\n}', true],
    ["another value", '{"a":1}', '{"a":2}', false],
    ["what CloudFormation makes of characters beyond ASCII", '{"a":"caf?  ?"}', '{"a":"café  🚀"}', true],
    ["YAML of somebody else's", "a: 1", '{"a":1}', false],
  ])("%s", (_, deployed, wanted, same) => {
    expect(isSameTemplate(deployed, wanted)).toBe(same);
  });
});

test("what is no JSON has no resources that we know", () => {
  expect(parseTemplate("Resources: {}")).toEqual({ resources: {}, metadata: {} });
  expect(parseTemplate(null)).toEqual({ resources: {}, metadata: {} });
});

test("a resource without properties", () => {
  expect(parseTemplate('{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}').resources).toEqual({
    Topic: { type: "AWS::SNS::Topic", properties: {}, metadata: {} },
  });
});

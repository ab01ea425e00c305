import { describe, expect, test } from "vitest";
import { readReference } from "../../../../../src/local/services/lambda/functions.ts";

const arn = "arn:aws:lambda:eu-west-1:000000000000:function:name";

describe("readReference", () => {
  test.each([
    ["name", undefined, "name", null],
    ["name:1", undefined, "name", "1"],
    ["name:$LATEST", undefined, "name", "$LATEST"],
    ["name", "2", "name", "2"],
    ["name:2", "2", "name", "2"],
    [arn, undefined, "name", null],
    [`${arn}:3`, undefined, "name", "3"],
    ["000000000000:function:name", undefined, "name", null],
    ["000000000000:name", undefined, "name", null],
    ["function:name", undefined, "name", null],
  ])("%s with %s", (text, qualifier, name, found) => {
    expect(readReference(text, qualifier)).toEqual({ name, qualifier: found });
  });

  test.each([
    ["", undefined],
    ["a b", undefined],
    [`${arn}:1:2`, undefined],
    ["x".repeat(65), undefined],
    ["name:1", "2"],
  ])("%s with %s is refused", (text, qualifier) => {
    expect(() => readReference(text, qualifier)).toThrow(
      expect.objectContaining({ code: "ValidationException" }),
    );
  });
});

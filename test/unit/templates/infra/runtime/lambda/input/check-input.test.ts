import { describe, expect, test } from "vitest";
import type { FieldSpec } from "../../../../../../../src/templates/infra/runtime/data/spec.ts";
import { FunctionError } from "../../../../../../../src/templates/infra/runtime/lambda/function-error.ts";
import { checkInput } from "../../../../../../../src/templates/infra/runtime/lambda/input/check-input.ts";

const problems = (fields: readonly FieldSpec[], values: Record<string, unknown>): string[] => {
  try {
    checkInput(fields, values);
    return [];
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    expect(error.type).toBe("Invalid");
    return error.message.split("; ");
  }
};

test("what is complete passes as it is; what is optional and missing is null", () => {
  const fields: FieldSpec[] = [
    { name: "name", type: "text", minLength: 1 },
    { name: "note", type: "text", optional: true },
    { name: "on", type: "date", optional: true },
    { name: "tags", type: "text", list: true },
    { name: "where", type: "object", fields: [{ name: "zip", type: "text", optional: true }] },
  ];
  expect(checkInput(fields, { name: "x", note: null, tags: [], where: {}, other: 1 })).toEqual({
    name: "x",
    note: null,
    on: null,
    tags: [],
    where: { zip: null },
  });
});

test("defaults are filled in, in the field's own format", () => {
  const fields: FieldSpec[] = [
    { name: "count", type: "integer", default: { value: 0 } },
    { name: "flag", type: "boolean", default: { value: false } },
    { name: "id", type: "id", default: "generated" },
    { name: "at", type: "dateTime", default: "now" },
    { name: "on", type: "date", default: "now" },
    { name: "clock", type: "time", default: "now" },
  ];
  expect(checkInput(fields, { count: null })).toEqual({
    count: 0,
    flag: false,
    id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/),
    on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    clock: expect.stringMatching(/^\d\d:\d\d:\d\d\.\d{3}Z?$/),
  });
});

describe("what breaks a rule", () => {
  test("is told all at once, with its place", () => {
    const fields: FieldSpec[] = [
      { name: "name", type: "text" },
      { name: "total", type: "money", min: 0 },
      {
        name: "lines",
        type: "object",
        list: true,
        maxItems: 1,
        fields: [{ name: "code", type: "text", pattern: "[A-Z]+" }],
      },
    ];
    expect(problems(fields, { total: -1, lines: [{ code: "A" }, { code: "b" }] })).toEqual([
      "name: is required",
      "total: must be at least 0",
      "lines: must have at most 1 elements",
      "lines[1].code: must match [A-Z]+",
    ]);
  });

  test.each<[Omit<FieldSpec, "name">, unknown, string | null]>([
    [{ type: "text", minLength: 2 }, "a", "must have at least 2 characters"],
    [{ type: "text", maxLength: 2 }, "abc", "must have at most 2 characters"],
    [{ type: "text", pattern: "a|b" }, "ab", "must match a|b"],
    [{ type: "text", pattern: "a|b" }, "b", null],
    [{ type: "text", pattern: "[^a]" }, "\n", null],
    [{ type: "integer", max: 5 }, 6, "must be at most 5"],
    [{ type: "integer" }, 1.5, "must be a whole number"],
    [{ type: "money" }, 0.1, "must be a whole number of the smallest unit"],
    [{ type: "money" }, 2 ** 53, "must be a whole number of the smallest unit"],
    [{ type: "decimal" }, Number.NaN, "must be a number"],
    [{ type: "decimal", min: 0 }, 0, null],
    [{ type: "text", list: true, minItems: 1 }, [], "must have at least 1 elements"],
    [{ type: "text", list: true }, "x", "must be a list"],
    [{ type: "object", fields: [] }, [], "must be an object"],
    [{ type: "json" }, { any: ["thing"] }, null],
    [{ type: "boolean" }, false, null],
  ])("%j of %j: %s", (field, value, problem) => {
    expect(problems([{ name: "x", ...field }], { x: value })).toEqual(
      problem === null ? [] : [`x: ${problem}`],
    );
  });

  test("is told of elements that are null", () => {
    expect(problems([{ name: "x", type: "text", list: true }], { x: ["a", null] })).toEqual([
      "x[1]: must not be null",
    ]);
  });
});

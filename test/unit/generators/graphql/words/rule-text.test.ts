import { expect, test } from "vitest";
import type { Field } from "../../../../../src/definition/ir.ts";
import { ruleText, withRules } from "../../../../../src/generators/graphql/words/rule-text.ts";
import { field } from "../../../../support/backends/parts.ts";

test.each<[Field, string | null]>([
  [field("a", "text"), null],
  [field("a", "text", { rules: { minLength: 1, maxLength: 20 } }), "1 to 20 characters."],
  [field("a", "text", { rules: { minLength: 3, maxLength: 3 } }), "Exactly 3 characters."],
  [field("a", "text", { rules: { maxLength: 1 } }), "At most 1 character."],
  [
    field("a", "text", { rules: { minLength: 2, pattern: "[a-z]+" } }),
    "At least 2 characters; matches [a-z]+.",
  ],
  [field("a", "integer", { rules: { min: 0, max: 10 } }), "0 to 10."],
  [field("a", "decimal", { rules: { min: 0.5 } }), "At least 0.5."],
  [field("a", "money"), "Whole minor units, such as cents."],
  [
    field("a", "text", { list: true, rules: { maxItems: 2, maxLength: 9 } }),
    "At most 2 items; at most 9 characters.",
  ],
  [field("a", "dateTime", { default: { kind: "now" } }), "Default: now."],
  [field("a", "id", { default: { kind: "generated" } }), "Default: a new id."],
  [field("a", "boolean", { default: { kind: "value", value: false } }), "Default: false."],
  [field("a", "text", { default: { kind: "value", value: "x y" } }), "Default: x y."],
])("%#: %o", (of, expected) => {
  expect(ruleText(of)).toBe(expected);
});

test("rules follow the description", () => {
  expect(withRules(field("a", "text", { description: "A name.", rules: { maxLength: 5 } }))).toBe(
    "A name. At most 5 characters.",
  );
  expect(withRules(field("a", "text", { description: "A name." }))).toBe("A name.");
});

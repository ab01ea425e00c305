import fc from "fast-check";
import { type Expression, parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { houseStyle } from "../../../../src/authoring/print/code-style.ts";
import { print } from "../../../../src/authoring/print/layout.ts";
import { jsonLiteral, stringLiteral } from "../../../../src/authoring/print/literal.ts";
import type { Json } from "../../../../src/definition/ir.ts";
import { anyText } from "../arbitrary-fields.ts";
import { evaluate } from "../evaluate.ts";

function onlyExpression(text: string): Expression {
  const { program, errors } = parseSync("x.ts", `(${text});`);
  expect(errors).toEqual([]);
  expect(program.body).toHaveLength(1);
  const [statement] = program.body;
  if (statement?.type !== "ExpressionStatement") throw new Error("not an expression");
  const { expression } = statement;
  return expression.type === "ParenthesizedExpression" ? expression.expression : expression;
}

test("a string literal means its text, in both kinds of quotes", () => {
  fc.assert(
    fc.property(
      fc.oneof(anyText, fc.string({ unit: "binary" })),
      fc.constantFrom<"'" | '"'>("'", '"'),
      (text, quote) => {
        const literal = stringLiteral(text, { quote });
        expect(evaluate(onlyExpression(literal))).toBe(text);
        expect(literal).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      },
    ),
    { numRuns: 2000 },
  );
});

test("quotes are chosen to save escapes, as formatters do", () => {
  expect(stringLiteral("it's", { quote: "'" })).toBe('"it\'s"');
  expect(stringLiteral('say "hi"', { quote: '"' })).toBe("'say \"hi\"'");
  expect(stringLiteral(`"'`, { quote: '"' })).toBe('"\\"\'"');
});

test("a JSON literal means its value, whatever its keys are called", () => {
  const json = fc
    .jsonValue({ stringUnit: "grapheme" })
    .map((value) => JSON.parse(JSON.stringify(value)) as Json);
  const keyed = fc.dictionary(
    fc.oneof(anyText, fc.constantFrom("__proto__", "constructor", "1", "a-b")),
    fc.integer(),
  );
  fc.assert(
    fc.property(fc.oneof(json, keyed), (value) => {
      const text = print(jsonLiteral(value, houseStyle), houseStyle);
      expect(evaluate(onlyExpression(text))).toEqual(value);
    }),
    { numRuns: 1000 },
  );
});

test("__proto__ is a property like any other", () => {
  const value = JSON.parse('{"__proto__":1}') as Json;
  expect(print(jsonLiteral(value, houseStyle), houseStyle)).toBe('{ ["__proto__"]: 1 }');
});

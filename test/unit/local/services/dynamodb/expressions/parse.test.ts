import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCondition } from "../../../../../../src/local/services/dynamodb/expressions/parse-condition.ts";
import { parseProjection } from "../../../../../../src/local/services/dynamodb/expressions/parse-projection.ts";
import { parseUpdate } from "../../../../../../src/local/services/dynamodb/expressions/parse-update.ts";
import type {
  Action,
  AssignedOf,
  Condition,
  Operand,
  Parts,
} from "../../../../../../src/local/services/dynamodb/expressions/syntax.ts";
import { printCondition, printPath, printUpdate } from "./print.ts";

const name = fc.constantFrom("a", "b1", "_c", "#n", "#0", "camelCase", "size1", "contains");
const parts: fc.Arbitrary<Parts> = fc
  .tuple(name, fc.array(fc.oneof(name, fc.nat(50)), { maxLength: 3 }))
  .map(([first, rest]) => [first, ...rest]);
const path = parts.map((found): Operand => ({ kind: "path", parts: found }));
const literal = fc
  .constantFrom(":v", ":0", ":longer_name")
  .map((found): Operand => ({ kind: "value", name: found }));
const call = (called: string, ...args: readonly Operand[]): Operand => ({ kind: "call", name: called, args });
const operand = fc.oneof(
  path,
  literal,
  path.map((found) => call("size", found)),
);

const condition = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc
      .tuple(operand, fc.constantFrom("=", "<>", "<", "<=", ">", ">="), operand)
      .map(([left, operator, right]): Condition => ({ kind: "compare", operator, left, right })),
    fc
      .tuple(operand, operand, operand)
      .map(([found, low, high]): Condition => ({ kind: "between", operand: found, low, high })),
    fc
      .tuple(operand, fc.array(operand, { minLength: 1, maxLength: 3 }))
      .map(([found, choices]): Condition => ({ kind: "in", operand: found, choices })),
    fc
      .tuple(
        fc.constantFrom(
          "attribute_exists",
          "attribute_not_exists",
          "attribute_type",
          "begins_with",
          "contains",
        ),
        fc.array(operand, { minLength: 1, maxLength: 2 }),
      )
      .map(([called, args]): Condition => ({ kind: "test", name: called, args })),
    fc
      .tuple(fc.constantFrom("and" as const, "or" as const), tie("any"), tie("any"))
      .map(([kind, left, right]): Condition => ({ kind, left, right })),
    tie("any").map((found): Condition => ({ kind: "not", condition: found })),
  ),
})).any;

const updateOperand = fc.oneof(
  path,
  literal,
  fc.tuple(path, literal).map(([one, two]) => call("if_not_exists", one, two)),
  fc.tuple(path, literal).map(([one, two]) => call("list_append", one, two)),
);
const assigned: fc.Arbitrary<AssignedOf<Operand>> = fc.oneof(
  updateOperand,
  fc
    .tuple(updateOperand, fc.constantFrom("+" as const, "-" as const), updateOperand)
    .map(([left, sign, right]) => ({ kind: "arithmetic" as const, sign, left, right })),
);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.tuple(parts, assigned).map(([found, value]): Action => ({ kind: "set", path: found, value })),
  parts.map((found): Action => ({ kind: "remove", path: found })),
  fc
    .tuple(fc.constantFrom("add" as const, "delete" as const), parts, literal)
    .map(([kind, found, value]): Action => ({ kind, path: found, value })),
);

describe("expressions come back from their text", () => {
  test("conditions", () => {
    fc.assert(
      fc.property(condition, (found) => {
        expect(parseCondition(printCondition(found))).toEqual(found);
      }),
      { numRuns: 1000 },
    );
  });

  test("updates", () => {
    const order = ["set", "remove", "add", "delete"];
    fc.assert(
      fc.property(fc.array(action, { minLength: 1, maxLength: 6 }), (found) => {
        const sorted = found.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
        expect(parseUpdate(printUpdate(sorted))).toEqual(sorted);
      }),
      { numRuns: 1000 },
    );
  });

  test("projections", () => {
    fc.assert(
      fc.property(fc.array(parts, { minLength: 1, maxLength: 5 }), (found) => {
        expect(parseProjection(found.map(printPath).join(" , "))).toEqual(found);
      }),
    );
  });

  test("any text is either an expression or refused in words, never a crash", () => {
    const piece = fc.constantFrom(
      "a",
      ":v",
      "#n",
      "(",
      ")",
      "=",
      "AND",
      "or",
      "not",
      "BETWEEN",
      "in",
      ",",
      ".",
      "[",
      "0",
      "]",
      "size",
      "SET",
      "remove",
      "+",
      "-",
      "<>",
      "\u00e9",
      '"',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        for (const parse of [parseCondition, parseUpdate, parseProjection]) {
          try {
            parse(pieces.join(" "));
          } catch (error) {
            expect(error).toMatchObject({ name: "WireError", code: "ValidationException" });
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("binding strength", () => {
  const text = (expression: string) => printCondition(parseCondition(expression));
  test.each([
    ["a = :v OR b = :v AND c = :v", "a = :v OR (b = :v AND c = :v)"],
    ["NOT a = :v AND b = :v", "(NOT a = :v) AND b = :v"],
    ["a = :v and b = :v and c = :v", "(a = :v AND b = :v) AND c = :v"],
    ["(a) = (:v)", "a = :v"],
    ["a BETWEEN :v AND :w AND b = :v", "a BETWEEN :v AND :w AND b = :v"],
    ["not not a = :v", "NOT (NOT a = :v)"],
  ])("%s", (given, wanted) => {
    expect(text(given)).toBe(wanted);
  });
});

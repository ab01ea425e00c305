import { expect, test } from "vitest";
import { toExpression } from "../../../../../../src/local/services/appsync/runtime/filter-expression.ts";

const textOf = (filter: unknown): string | null => {
  const rendered = toExpression(filter);
  return rendered === null ? null : (JSON.parse(rendered) as { expression: string }).expression;
};

test.each([
  [{ a: { eq: 1 } }, "(#a = :a_eq)"],
  [{ a: { ne: "x" } }, "(#a <> :a_ne)"],
  [{ a: { ge: 1, lt: 5 } }, "((#a >= :a_ge) AND (#a < :a_lt))"],
  [{ a: { between: [1, 2] } }, "(#a BETWEEN :a_between_start AND :a_between_end)"],
  [{ a: { in: ["x", "y"] } }, "(#a IN (:a_in_0, :a_in_1))"],
  [{ a: { contains: "x" } }, "(contains(#a,:a_contains))"],
  [{ a: { notContains: "x" } }, "(NOT contains(#a,:a_notContains))"],
  [{ a: { beginsWith: "x" } }, "(begins_with(#a,:a_beginsWith))"],
  [{ a: { attributeExists: false } }, "(attribute_not_exists(#a))"],
  [{ a: { attributeType: "list" } }, "(attribute_type(#a,:a_attributeType))"],
  [{ a: { size: { gt: 2, lt: 5 } } }, "((size(#a) > :a_size_gt) AND (size(#a) < :a_size_lt))"],
  [{ a: { eq: 1 }, b: { eq: 2 } }, "(#a = :a_eq) AND (#b = :b_eq)"],
  [{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }, "((#a = :or_0_a_eq) OR (#b = :or_1_b_eq))"],
  [{ and: [{ a: { eq: 1 } }] }, "(#a = :and_0_a_eq)"],
  [{ not: { not: { a: { eq: 1 } } } }, "(NOT (NOT (#a = :not_not_a_eq)))"],
  [
    { and: [{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }, { c: { eq: 3 } }] },
    "(((#a = :and_0_or_0_a_eq) OR (#b = :and_0_or_1_b_eq)) AND (#c = :and_1_c_eq))",
  ],
  [{}, ""],
  [{ a: {} }, ""],
  [{ a: { in: [] } }, "(null)"],
  [{ and: [{ a: { eq: 1 } }, {}] }, "((#a = :and_0_a_eq) AND )"],
  [{ a: "x" }, null],
  [{ a: { foo: 1 } }, null],
  [{ and: { a: { eq: 1 } } }, null],
  [{ a: { between: [1] } }, null],
  [null, null],
  [[], null],
])("%j is %j", (filter, expected) => {
  expect(textOf(filter)).toBe(expected);
});

test("values are typed and names are bound", () => {
  expect(JSON.parse(toExpression({ a: { eq: null }, b: { in: [1.5, true] } }) ?? "")).toEqual({
    expression: "(#a = :a_eq) AND (#b IN (:b_in_0, :b_in_1))",
    expressionNames: { "#a": "a", "#b": "b" },
    expressionValues: { ":a_eq": { NULL: null }, ":b_in_0": { N: 1.5 }, ":b_in_1": { BOOL: true } },
  });
});

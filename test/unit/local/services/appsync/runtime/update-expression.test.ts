import { expect, it } from "vitest";
import {
  updateOperations as operations,
  updateExpression,
} from "../../../../../../src/local/services/appsync/runtime/update-expression.ts";

// https://docs.aws.amazon.com/appsync/latest/devguide/built-in-modules-js.html, "Updates"
it.each([
  ["a plain value", { a: 1 }, "SET #a = :a"],
  ["remove", { a: operations.remove() }, "REMOVE #a"],
  ["increment", { a: operations.increment(2) }, "SET #a = #a + :a"],
  ["decrement", { a: operations.decrement() }, "SET #a = #a - :a"],
  ["append", { a: operations.append([1]) }, "SET #a = list_append(#a, :a)"],
  ["prepend", { a: operations.prepend([1]) }, "SET #a = list_append(:a, #a)"],
  ["updateListItem", { a: operations.updateListItem("x", 2) }, "SET #a[2] = :a"],
  ["a nested value", { a: { b: 1 } }, "SET #a.#b = :a_b"],
])("writes %s", (_what, update, expression) => {
  expect(updateExpression(update)).toMatchObject({ expression });
});

import { expect, it } from "vitest";
import {
  updateOperations as operations,
  updateExpression,
} from "../../../../../../src/local/services/appsync/runtime/update-expression.ts";

// https://docs.aws.amazon.com/appsync/latest/devguide/built-in-modules-js.html, "Updates"
it.each([
  ["a plain value", { a: 1 }, "SET #expName_1 = :expValue_1"],
  ["remove", { a: operations.remove() }, "REMOVE #expName_1"],
  ["increment", { a: operations.increment(2) }, "SET #expName_1 = #expName_1 + :expValue_1"],
  ["decrement", { a: operations.decrement() }, "SET #expName_1 = #expName_1 - :expValue_1"],
  ["append", { a: operations.append([1]) }, "SET #expName_1 = list_append(#expName_1, :expValue_1)"],
  ["prepend", { a: operations.prepend([1]) }, "SET #expName_1 = list_append(:expValue_1, #expName_1)"],
  ["updateListItem", { a: operations.updateListItem("x", 2) }, "SET #expName_1[2] = :expValue_1"],
  ["a nested value", { a: { b: 1 } }, "SET #expName_1.#expName_2 = :expValue_1"],
])("writes %s", (_what, update, expression) => {
  expect(updateExpression(update)).toMatchObject({ expression });
});

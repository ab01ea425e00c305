import { util } from "@aws-appsync/utils";
import type { Item, Value } from "../data/record.ts";

/** Sets and removes attributes and counts the version up. */
export function updateExpression(sets: Item, removes: readonly string[]) {
  const names: Record<string, string> = { "#version": "version" };
  const values: Record<string, Value> = { ":one": 1 };
  const assignments = Object.keys(sets).map((attribute, position) => {
    names[`#s${position}`] = attribute;
    values[`:s${position}`] = sets[attribute];
    return `#s${position} = :s${position}`;
  });
  const removals = removes.map((attribute, position) => {
    names[`#r${position}`] = attribute;
    return `#r${position}`;
  });
  const set = `SET ${[...assignments, "#version = #version + :one"].join(", ")}`;
  return {
    expression: removals.length === 0 ? set : `${set} REMOVE ${removals.join(", ")}`,
    expressionNames: names,
    expressionValues: util.dynamodb.toMapValues(values),
  };
}

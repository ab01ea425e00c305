import { util } from "@aws-appsync/utils";
import type { Item, Value } from "../data/record.ts";

/** A condition or filter with plain values. Names and values of ours start with an underscore: a field's never does. */
export interface Expression {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Item;
}

/** All of them, joined with AND, as DynamoDB wants them; null for none. */
export function allOf(conditions: readonly Expression[]) {
  if (conditions.length === 0) return null;
  const names: Record<string, string> = {};
  const values: Record<string, Value> = {};
  conditions.forEach((each) => {
    Object.assign(names, each.names ?? {});
    Object.assign(values, each.values ?? {});
  });
  return {
    expression: conditions.map((each) => each.expression).join(" AND "),
    ...(Object.keys(names).length > 0 ? { expressionNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { expressionValues: util.dynamodb.toMapValues(values) } : {}),
  };
}

import type { StoredItem } from "./scan.ts";

/** A condition on an item, with the names and values that it stands for. */
export interface ItemCondition {
  readonly condition: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: StoredItem;
}

/** The common parameters of requests that hold a condition; DynamoDB refuses empty lists of names and values. */
export function conditionParameters(
  table: string,
  { condition, names, values }: ItemCondition,
): {
  readonly TableName: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: StoredItem;
} {
  return {
    TableName: table,
    ConditionExpression: condition,
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

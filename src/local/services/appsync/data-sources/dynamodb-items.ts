import { isDeepStrictEqual } from "node:util";
import { isMap, type Plain } from "../runtime/plain.ts";
import { fromItem, type Item, toItem } from "./attribute-maps.ts";
import { answer } from "./data-source.ts";
import { Expressions } from "./expressions.ts";
import { type DynamoDBPort, failure, isFailedCondition, type Operation } from "./operation.ts";

export const getItem: Operation = async (client, table, request) => {
  const expressions = new Expressions();
  const { Item } = await client("GetItem", {
    TableName: table,
    Key: toItem(request["key"]),
    ConsistentRead: request["consistentRead"] === true,
    ProjectionExpression: expressions.take(request["projection"]),
    ...expressions.members(),
  });
  return answer(Item && fromItem(Item));
};

export const putItem: Operation = async (client, table, request) => {
  const expressions = new Expressions();
  const item = { ...toItem(request["attributeValues"] ?? {}), ...toItem(request["key"]) };
  const input = { TableName: table, Item: item, ConditionExpression: expressions.take(request["condition"]) };
  try {
    await client("PutItem", { ...input, ...expressions.members() });
  } catch (problem) {
    const current = await currentAfter(problem, client, table, request);
    // What stands there already is what was wanted: AppSync calls that a success.
    if (current !== null && sameItem(current, fromItem(item), request)) return answer(current);
    return failure(problem, current);
  }
  return answer(fromItem(item));
};

export const updateItem: Operation = async (client, table, request) => {
  const expressions = new Expressions();
  const input = {
    TableName: table,
    Key: toItem(request["key"]),
    UpdateExpression: expressions.take(request["update"]),
    ConditionExpression: expressions.take(request["condition"]),
    ReturnValues: "ALL_NEW" as const,
  };
  try {
    const { Attributes } = await client("UpdateItem", { ...input, ...expressions.members() });
    return answer(Attributes && fromItem(Attributes));
  } catch (problem) {
    return failure(problem, await currentAfter(problem, client, table, request));
  }
};

export const deleteItem: Operation = async (client, table, request) => {
  const expressions = new Expressions();
  const input = {
    TableName: table,
    Key: toItem(request["key"]),
    ConditionExpression: expressions.take(request["condition"]),
    ReturnValues: "ALL_OLD" as const,
  };
  try {
    const { Attributes } = await client("DeleteItem", { ...input, ...expressions.members() });
    return answer(Attributes && fromItem(Attributes));
  } catch (problem) {
    const current = await currentAfter(problem, client, table, request);
    if (isFailedCondition(problem) && current === null) return answer(null);
    return failure(problem, current);
  }
};

/** After a failed condition AppSync reads the item, consistently unless told otherwise; null for any other failure. */
async function currentAfter(
  problem: unknown,
  client: DynamoDBPort,
  table: string,
  request: Plain,
): Promise<Plain | null> {
  if (!isFailedCondition(problem)) return null;
  const condition = isMap(request["condition"]) ? request["condition"] : {};
  const { Item } = await client("GetItem", {
    TableName: table,
    Key: toItem(request["key"]),
    ConsistentRead: condition["consistentRead"] !== false,
  });
  return Item === undefined ? null : fromItem(Item as Item);
}

function sameItem(current: Plain, wanted: Plain, request: Plain): boolean {
  const condition = isMap(request["condition"]) ? request["condition"] : {};
  const ignored = Array.isArray(condition["equalsIgnore"]) ? condition["equalsIgnore"] : [];
  const relevant = (item: Plain) =>
    Object.fromEntries(Object.entries(item).filter(([name]) => !ignored.includes(name)));
  return isDeepStrictEqual(relevant(current), relevant(wanted));
}

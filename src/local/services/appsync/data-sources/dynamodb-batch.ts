import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Plain } from "../runtime/plain.ts";
import { fromItem, type Item, toItem } from "./attribute-maps.ts";
import { answer } from "./data-source.ts";
import { Expressions } from "./expressions.ts";
import type { Operation } from "./operation.ts";

const tablesOf = <T>(request: Plain) => Object.entries(request["tables"] as Record<string, T>);

/** Answers each table's items in the order of the keys, with null for one that is not there. */
export const batchGet: Operation = async (client, _table, request) => {
  const asked = tablesOf<Plain>(request).map(([table, each]) => {
    const expressions = new Expressions();
    const keys = (each["keys"] as unknown[]).map(toItem);
    const projection = expressions.take(each["projection"]);
    const consistent = each["consistentRead"] === true;
    return {
      table,
      keys,
      input: {
        Keys: keys,
        ConsistentRead: consistent,
        ProjectionExpression: projection,
        ...expressions.members(),
      },
    };
  });
  const output = await client("BatchGetItem", {
    RequestItems: Object.fromEntries(asked.map(({ table, input }) => [table, input])),
  });
  const data = asked.map(({ table, keys }) => {
    const found = (output.Responses as Record<string, Item[]> | undefined)?.[table] ?? [];
    return [table, keys.map((key) => itemAt(found, key))];
  });
  return answer({
    data: Object.fromEntries(data),
    unprocessedKeys: emptyFor(asked.map((each) => each.table)),
  });
};

function itemAt(found: readonly Item[], key: Item): Plain | null {
  const item = found.find((each) => Object.entries(key).every(([name, value]) => sameKey(each[name], value)));
  return item === undefined ? null : fromItem(item);
}

/** Parts of keys are texts, numbers or bytes. */
function sameKey(a: AttributeValue | undefined, b: AttributeValue): boolean {
  if (a?.B !== undefined && b.B !== undefined) return Buffer.from(a.B).equals(b.B);
  return a !== undefined && a.S === b.S && a.N === b.N;
}

/** BatchPutItem and BatchDeleteItem: answers the items or keys written, in order. */
export const batchWrite: Operation = async (client, _table, request) => {
  const puts = request["operation"] === "BatchPutItem";
  const tables = tablesOf<unknown[]>(request).map(([table, values]) => ({
    table,
    items: values.map(toItem),
  }));
  const requestOf = (item: Item): object =>
    puts ? { PutRequest: { Item: item } } : { DeleteRequest: { Key: item } };
  await client("BatchWriteItem", {
    RequestItems: Object.fromEntries(tables.map(({ table, items }) => [table, items.map(requestOf)])),
  });
  const data = Object.fromEntries(tables.map(({ table, items }) => [table, items.map(fromItem)]));
  const left = emptyFor(tables.map((each) => each.table));
  return answer(puts ? { data, unprocessedItems: left } : { data, unprocessedKeys: left });
};

const emptyFor = (tables: readonly string[]) => Object.fromEntries(tables.map((table) => [table, []]));

import { type DynamoDBBatchGetItemRequest, util } from "@aws-appsync/utils";
import type { Key } from "../data/keys.ts";
import type { Item } from "../data/record.ts";

/** DynamoDB's limit. */
export const batchLimit = 100;

/** Reads up to a hundred different items from one or several tables. */
export function batchGet(
  keys: readonly (Key & { readonly table: string })[],
  consistentRead: boolean,
): DynamoDBBatchGetItemRequest {
  const tables: DynamoDBBatchGetItemRequest["tables"] = {};
  keys.forEach(({ table, pk, sk }) => {
    const known = tables[table];
    if (known) known.keys.push(util.dynamodb.toMapValues({ pk, sk }));
    else tables[table] = { keys: [util.dynamodb.toMapValues({ pk, sk })], consistentRead };
  });
  return { operation: "BatchGetItem", tables };
}

/** What AppSync gives for a batch. */
export interface Batch {
  readonly data?: Readonly<Record<string, readonly (Item | null)[]>>;
  readonly unprocessedKeys?: Readonly<Record<string, readonly unknown[] | null>>;
}

/** The items that were found, by `<pk> <sk>`. */
export function foundItems(batch: Batch | null): Readonly<Record<string, Item>> {
  const found: Record<string, Item> = {};
  Object.values(batch?.data ?? {}).forEach((items) => {
    items.forEach((item) => {
      if (item) found[`${item["pk"]} ${item["sk"]}`] = item;
    });
  });
  return found;
}

/** Did DynamoDB leave some keys out? It does so over 16 MB, or when throttled. */
export function isPartial(batch: Batch | null): boolean {
  return Object.values(batch?.unprocessedKeys ?? {}).some((keys) => (keys ?? []).length > 0);
}

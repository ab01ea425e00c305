import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import { type ItemKey, storedKey } from "./item-key.ts";
import type { StoredItem } from "./scan.ts";

/**
 * An item as it is now: what was written before is seen.
 *
 * @returns null where there is none
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
 */
export async function getItem(
  connection: Connection,
  table: string,
  key: ItemKey,
): Promise<StoredItem | null> {
  const command = new GetItemCommand({ TableName: table, Key: storedKey(key), ConsistentRead: true });
  return (await clientOf(connection, DynamoDBClient).send(command)).Item ?? null;
}

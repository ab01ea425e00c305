import { DeleteItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import { type ItemKey, storedKey } from "./item-key.ts";

/**
 * Removes an item, if there is one.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
 */
export async function deleteItem(connection: Connection, table: string, key: ItemKey): Promise<void> {
  const command = new DeleteItemCommand({ TableName: table, Key: storedKey(key) });
  await clientOf(connection, DynamoDBClient).send(command);
}

import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import type { StoredItem } from "./scan.ts";

/**
 * Writes an item, over whatever was there.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
export async function putItem(connection: Connection, table: string, item: StoredItem): Promise<void> {
  await clientOf(connection, DynamoDBClient).send(new PutItemCommand({ TableName: table, Item: item }));
}

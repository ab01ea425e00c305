import { DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import type { StoredItem } from "./scan.ts";

/**
 * All items of one partition of a table, in order, as they are now. For partitions known to be small.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
 */
export async function queryPartition(
  connection: Connection,
  table: string,
  pk: string,
): Promise<readonly StoredItem[]> {
  const client = clientOf(connection, DynamoDBClient);
  const items: StoredItem[] = [];
  let start: StoredItem | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: pk } },
        ...(start !== undefined && { ExclusiveStartKey: start }),
      }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

import { DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import type { StoredItem } from "./scan.ts";

/**
 * All items of one partition of the index `gsi1`, in order, page by page as somebody reads on. An index follows the table
 * a moment later.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
 */
export async function* queryIndex(
  connection: Connection,
  table: string,
  partition: string,
): AsyncGenerator<StoredItem> {
  const client = clientOf(connection, DynamoDBClient);
  let start: StoredItem | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: "gsi1",
        KeyConditionExpression: "gsi1_pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: partition } },
        ...(start !== undefined && { ExclusiveStartKey: start }),
      }),
    );
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

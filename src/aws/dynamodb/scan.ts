import { type AttributeValue, DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

export type StoredItem = Readonly<Record<string, AttributeValue>>;

/**
 * Every item of a table, page by page, with the attributes that are asked for.
 *
 * @param attributes names; fewer make pages quicker to send, not cheaper to read
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
 */
export async function* scan(
  connection: Connection,
  table: string,
  attributes: readonly string[],
): AsyncGenerator<readonly StoredItem[]> {
  const client = clientOf(connection, DynamoDBClient);
  const names = Object.fromEntries(attributes.map((name, position) => [`#a${position}`, name]));
  let start: StoredItem | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        ProjectionExpression: Object.keys(names).join(", "),
        ExpressionAttributeNames: names,
        ...(start !== undefined && { ExclusiveStartKey: start }),
      }),
    );
    yield page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

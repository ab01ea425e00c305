import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import type { StoredItem } from "./scan.ts";

export interface ScanPageInput {
  /** The part of the table that is read, of how many. */
  readonly segment: number;
  readonly segments: number;
  /** Where the page before ended; null: the beginning. */
  readonly after: StoredItem | null;
  /** Items to look at, those that the filter leaves out included. */
  readonly limit: number;
  readonly filter: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: StoredItem;
  /** `#a, #b`; null: whole items. */
  readonly projection: string | null;
}

export interface ScanPage {
  readonly items: readonly StoredItem[];
  /** How many were looked at. */
  readonly read: number;
  /** Where the next page begins; null: this was the last one. */
  readonly next: StoredItem | null;
}

/**
 * One page of one segment of a table, of the items that a filter lets through, as they are now.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
 */
export async function scanPage(
  connection: Connection,
  table: string,
  input: ScanPageInput,
): Promise<ScanPage> {
  const page = await clientOf(connection, DynamoDBClient).send(
    new ScanCommand({
      TableName: table,
      ConsistentRead: true,
      Segment: input.segment,
      TotalSegments: input.segments,
      Limit: input.limit,
      FilterExpression: input.filter,
      ExpressionAttributeNames: input.names,
      ExpressionAttributeValues: input.values,
      ...(input.projection !== null && { ProjectionExpression: input.projection }),
      ...(input.after !== null && { ExclusiveStartKey: input.after }),
    }),
  );
  return { items: page.Items ?? [], read: page.ScannedCount ?? 0, next: page.LastEvaluatedKey ?? null };
}

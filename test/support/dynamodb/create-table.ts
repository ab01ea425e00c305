import {
  type AttributeDefinition,
  CreateTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
} from "@aws-sdk/client-dynamodb";
import { slotCount } from "../../../src/definition/lock.ts";

/**
 * Creates a table as the foundation stack does: string keys `pk` and `sk`, generic indexes `gsi1` to `gsi12` on
 * `gsi<n>_pk` and `gsi<n>_sk` with all attributes projected.
 *
 * @param name 3 characters or more, as DynamoDB asks
 */
export async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  const prefixes = ["", ...Array.from({ length: slotCount }, (_, slot) => `gsi${slot + 1}_`)];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: prefixes.flatMap((prefix): AttributeDefinition[] => [
        { AttributeName: `${prefix}pk`, AttributeType: "S" },
        { AttributeName: `${prefix}sk`, AttributeType: "S" },
      ]),
      KeySchema: keySchema(""),
      GlobalSecondaryIndexes: prefixes.slice(1).map((prefix) => ({
        IndexName: prefix.slice(0, -1),
        KeySchema: keySchema(prefix),
        Projection: { ProjectionType: "ALL" },
      })),
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  );
}

const keySchema = (prefix: string): KeySchemaElement[] => [
  { AttributeName: `${prefix}pk`, KeyType: "HASH" },
  { AttributeName: `${prefix}sk`, KeyType: "RANGE" },
];

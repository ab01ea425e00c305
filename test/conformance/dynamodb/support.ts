import {
  type AttributeValue,
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DynamoDBClient,
  PutItemCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { afterAll, beforeAll } from "vitest";
import { target } from "../../support/cloud/target.ts";

export type Item = Record<string, AttributeValue>;

/** Names that no other run uses. */
const run = `plinth-conformance-${Date.now()}-${Math.floor(Math.random() * 1e6)}`;
let count = 0;

/** The clients of a test file, and tables that are gone when it ends. */
export function dynamo() {
  const { settings } = target();
  const made: string[] = [];
  const clients = {} as { db: DynamoDBClient; streams: DynamoDBStreamsClient };
  beforeAll(() => {
    clients.db = new DynamoDBClient(settings);
    clients.streams = new DynamoDBStreamsClient(settings);
  });
  afterAll(async () => {
    for (const TableName of made)
      await clients.db.send(new DeleteTableCommand({ TableName })).catch(() => {});
    clients.db.destroy();
    clients.streams.destroy();
  });
  return {
    settings,
    clients,
    /** Makes a table and waits for it: `pk` and `sk`, both strings, unless told otherwise. */
    async table(more: Partial<CreateTableCommandInput> = {}): Promise<string> {
      count += 1;
      const TableName = `${run}-${count}`;
      made.push(TableName);
      await clients.db.send(
        new CreateTableCommand({ TableName, BillingMode: "PAY_PER_REQUEST", ...keys("pk", "sk"), ...more }),
      );
      await waitUntilTableExists(
        { client: clients.db, maxWaitTime: 60, minDelay: 0.02, maxDelay: 2 },
        { TableName },
      );
      return TableName;
    },
    freshName: () => `${run}-${++count}`,
    /** Tables that a test makes by itself. */
    cleanUp: (name: string) => made.push(name),
  };
}

/** Key schema and attribute definitions of string keys. */
export function keys(
  hash: string,
  range?: string,
  types: Readonly<Record<string, "S" | "N" | "B">> = {},
): Pick<CreateTableCommandInput, "AttributeDefinitions" | "KeySchema"> {
  const names = [hash, ...(range === undefined ? [] : [range])];
  return {
    AttributeDefinitions: names.map((AttributeName) => ({
      AttributeName,
      AttributeType: types[AttributeName] ?? "S",
    })),
    KeySchema: names.map((AttributeName, position) => ({
      AttributeName,
      KeyType: position === 0 ? ("HASH" as const) : ("RANGE" as const),
    })),
  };
}

export const s = (S: string): AttributeValue => ({ S });
export const n = (N: string | number): AttributeValue => ({ N: String(N) });

export async function putAll(db: DynamoDBClient, TableName: string, items: readonly Item[]): Promise<void> {
  for (const Item of items) await db.send(new PutItemCommand({ TableName, Item }));
}

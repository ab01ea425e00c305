import {
  type AttributeValue,
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  paginateScan,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { expect } from "vitest";
import type { ClientSettings } from "../../support/cloud/target.ts";
import { type Load, untilKilled } from "./load.ts";

/** What a round has been told is done. */
interface Acknowledged {
  readonly puts: Set<string>;
  readonly deleted: Set<string>;
  readonly pairs: Set<number>;
  readonly counters: Map<string, number>;
}

/** Item by key: what stands in `n`. */
type Items = ReadonlyMap<string, number>;

/**
 * Puts, deletions, counters and transactions on a table of its own for each round. A transaction puts two items and counts
 * itself in a third: the three must always agree, as must the table, its index and its stream.
 */
export function itemsLoad(): Load {
  const rounds: Acknowledged[] = [];
  const tableOf = (round: number) => `durable-${round}`;

  async function write(db: DynamoDBClient, TableName: string, told: Acknowledged): Promise<void> {
    const item = (pk: string, n: number) => ({ pk: { S: pk }, g: { S: `g${n % 3}` }, n: { N: String(n) } });
    const put = (pk: string, n: number) => db.send(new PutItemCommand({ TableName, Item: item(pk, n) }));
    const count = (pk: string) => ({
      TableName,
      Key: { pk: { S: pk } },
      UpdateExpression: "ADD n :one SET g = :g",
      ExpressionAttributeValues: { ":one": { N: "1" }, ":g": { S: "counter" } },
    });
    await Promise.all([
      ...["a", "b"].map((writer) =>
        untilKilled(async (n) => {
          await put(`put-${writer}${n}`, n);
          told.puts.add(`put-${writer}${n}`);
        }),
      ),
      untilKilled(async (n) => {
        await put(`gone-${n}`, n);
        await db.send(new DeleteItemCommand({ TableName, Key: { pk: { S: `gone-${n}` } } }));
        told.deleted.add(`gone-${n}`);
      }),
      ...["a", "b"].map((writer) =>
        untilKilled(async (n) => {
          await db.send(new UpdateItemCommand(count(`counter-${writer}`)));
          told.counters.set(`counter-${writer}`, n + 1);
        }),
      ),
      untilKilled(async (n) => {
        const Puts = ["one", "two"].map((name) => ({ Put: { TableName, Item: item(`${name}-${n}`, n) } }));
        const Update = count("transactions");
        await db.send(new TransactWriteItemsCommand({ TransactItems: [...Puts, { Update }] }));
        told.pairs.add(n);
      }),
    ]);
  }

  async function checkRound(settings: ClientSettings, round: number): Promise<void> {
    const told = rounds[round] as Acknowledged;
    const db = new DynamoDBClient(settings);
    const streams = new DynamoDBStreamsClient(settings);
    const TableName = tableOf(round);
    const items = await scan(db, { TableName });
    expect([...told.puts].filter((pk) => !items.has(pk))).toEqual([]);
    expect([...told.deleted].filter((pk) => items.has(pk))).toEqual([]);
    expect([...told.pairs].filter((n) => !items.has(`one-${n}`))).toEqual([]);
    for (const [pk, value] of told.counters) expect([value, value + 1]).toContain(items.get(pk));
    const numbered = (name: string) =>
      [...items.keys()]
        .filter((pk) => pk.startsWith(name))
        .map((pk) => Number(pk.slice(4)))
        .sort();
    expect(numbered("one-")).toEqual(numbered("two-"));
    expect(items.get("transactions") ?? 0).toBe(numbered("one-").length);
    expect(await scan(db, { TableName, IndexName: "byG" })).toEqual(items);
    const { Table } = await db.send(new DescribeTableCommand({ TableName }));
    expect(await replay(streams, Table?.LatestStreamArn ?? "")).toEqual(items);
    db.destroy();
    streams.destroy();
  }

  return {
    async run(settings, round) {
      const told: Acknowledged = {
        puts: new Set(),
        deleted: new Set(),
        pairs: new Set(),
        counters: new Map(),
      };
      const db = new DynamoDBClient(settings);
      const made = await db.send(new CreateTableCommand(tableInput(tableOf(round)))).catch(() => null);
      if (made === null) return;
      rounds[round] = told;
      await write(db, tableOf(round), told);
      db.destroy();
    },

    check: async (settings, round) => {
      if (rounds[round] !== undefined) await checkRound(settings, round);
    },

    /** What was acknowledged long ago is still there. */
    async end(settings) {
      for (const [round, told] of rounds.entries()) if (told !== undefined) await checkRound(settings, round);
    },

    acknowledged: () =>
      rounds.reduce(
        (sum, { puts, deleted, pairs, counters }) =>
          sum +
          puts.size +
          2 * deleted.size +
          pairs.size +
          [...counters.values()].reduce((total, value) => total + value, 0),
        0,
      ),
  };
}

const tableInput = (TableName: string): CreateTableCommandInput => ({
  TableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: ["pk", "g"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  GlobalSecondaryIndexes: [
    {
      IndexName: "byG",
      KeySchema: [{ AttributeName: "g", KeyType: "HASH" }],
      Projection: { ProjectionType: "ALL" },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
});

const numberOf = (item: Readonly<Record<string, AttributeValue>>) => Number(item["n"]?.N);

async function scan(
  client: DynamoDBClient,
  input: { TableName: string; IndexName?: string },
): Promise<Items> {
  const found = new Map<string, number>();
  for await (const { Items = [] } of paginateScan({ client }, input)) {
    for (const item of Items) found.set(item["pk"]?.S ?? "", numberOf(item));
  }
  return new Map([...found].sort());
}

/** The items that a table must have, for all that its stream tells. */
async function replay(client: DynamoDBStreamsClient, StreamArn: string): Promise<Items> {
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
  const start = { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" as const };
  let { ShardIterator } = await client.send(new GetShardIteratorCommand(start));
  const found = new Map<string, number>();
  for (;;) {
    const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator }));
    if (Records.length === 0) return new Map([...found].sort());
    for (const { eventName, dynamodb } of Records) {
      const pk = dynamodb?.Keys?.["pk"]?.S ?? "";
      if (eventName === "REMOVE") found.delete(pk);
      else found.set(pk, numberOf(dynamodb?.NewImage as Record<string, AttributeValue>));
    }
    ShardIterator = NextShardIterator;
  }
}

import {
  DeleteItemCommand,
  DescribeTableCommand,
  PutItemCommand,
  type StreamViewType,
  UpdateItemCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import {
  type _Record,
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams";
import { describe, expect, test } from "vitest";
import { dynamo, keys, n, s } from "./support.ts";

const { clients, table } = dynamo();

async function streamed(StreamViewType: StreamViewType) {
  const TableName = await table({
    ...keys("pk"),
    StreamSpecification: { StreamEnabled: true, StreamViewType },
  });
  const { Table } = await clients.db.send(new DescribeTableCommand({ TableName }));
  return { TableName, StreamArn: Table?.LatestStreamArn as string };
}

async function records(StreamArn: string, wanted: number): Promise<_Record[]> {
  const found: _Record[] = [];
  const { StreamDescription } = await clients.streams.send(new DescribeStreamCommand({ StreamArn }));
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    let { ShardIterator } = await clients.streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" }),
    );
    for (let tries = 0; tries < 20 && ShardIterator !== undefined && found.length < wanted; tries += 1) {
      const page = await clients.streams.send(new GetRecordsCommand({ ShardIterator }));
      found.push(...(page.Records ?? []));
      ShardIterator = page.NextShardIterator;
    }
  }
  return found;
}

async function changes(TableName: string) {
  const Key = { pk: s("x") };
  await clients.db.send(new PutItemCommand({ TableName, Item: { ...Key, a: n(1) } }));
  // Writes that change nothing leave no record.
  await clients.db.send(new PutItemCommand({ TableName, Item: { ...Key, a: n("1.0") } }));
  await clients.db.send(
    new UpdateItemCommand({
      TableName,
      Key,
      UpdateExpression: "SET a = :v",
      ExpressionAttributeValues: { ":v": n(2) },
    }),
  );
  await clients.db.send(new DeleteItemCommand({ TableName, Key }));
  await clients.db.send(new DeleteItemCommand({ TableName, Key }));
}

describe("streams", () => {
  test.each<[StreamViewType, boolean, boolean]>([
    ["NEW_AND_OLD_IMAGES", true, true],
    ["NEW_IMAGE", true, false],
    ["OLD_IMAGE", false, true],
    ["KEYS_ONLY", false, false],
  ])("%s", async (view, withNew, withOld) => {
    const { TableName, StreamArn } = await streamed(view);
    await changes(TableName);
    const found = await records(StreamArn, 3);
    expect(found.map(({ eventName }) => eventName)).toEqual(["INSERT", "MODIFY", "REMOVE"]);
    const [inserted, modified, removed] = found.map(({ dynamodb }) => dynamodb);
    expect(modified?.Keys).toEqual({ pk: s("x") });
    expect(modified?.StreamViewType).toBe(view);
    expect(inserted?.NewImage).toEqual(withNew ? { pk: s("x"), a: n(1) } : undefined);
    expect(modified?.NewImage).toEqual(withNew ? { pk: s("x"), a: n(2) } : undefined);
    expect(modified?.OldImage).toEqual(withOld ? { pk: s("x"), a: n(1) } : undefined);
    expect(removed?.OldImage).toEqual(withOld ? { pk: s("x"), a: n(2) } : undefined);
    expect(removed?.NewImage).toBeUndefined();
    expect(BigInt(inserted?.SequenceNumber ?? 0) < BigInt(removed?.SequenceNumber ?? 0)).toBe(true);
    expect(found[0]).toMatchObject({ eventSource: "aws:dynamodb", eventVersion: "1.1" });
  });

  test("from a place on", async () => {
    const { TableName, StreamArn } = await streamed("KEYS_ONLY");
    await changes(TableName);
    const all = await records(StreamArn, 3);
    const { StreamDescription } = await clients.streams.send(new DescribeStreamCommand({ StreamArn }));
    expect(StreamDescription).toMatchObject({
      StreamStatus: "ENABLED",
      TableName,
      StreamViewType: "KEYS_ONLY",
    });
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId as string;
    const from = async (ShardIteratorType: "AT_SEQUENCE_NUMBER" | "AFTER_SEQUENCE_NUMBER") => {
      const SequenceNumber = all[1]?.dynamodb?.SequenceNumber as string;
      const { ShardIterator } = await clients.streams.send(
        new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType, SequenceNumber }),
      );
      return (await clients.streams.send(new GetRecordsCommand({ ShardIterator: ShardIterator as string })))
        .Records?.length;
    };
    expect(await from("AT_SEQUENCE_NUMBER")).toBe(2);
    expect(await from("AFTER_SEQUENCE_NUMBER")).toBe(1);
    const { ShardIterator } = await clients.streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "LATEST" }),
    );
    expect(
      (await clients.streams.send(new GetRecordsCommand({ ShardIterator: ShardIterator as string }))).Records,
    ).toEqual([]);
  });

  test("listed by table, known after they are disabled", async () => {
    const { TableName, StreamArn } = await streamed("KEYS_ONLY");
    expect((await clients.streams.send(new ListStreamsCommand({ TableName }))).Streams).toMatchObject([
      { StreamArn, TableName },
    ]);
    await clients.db.send(
      new UpdateTableCommand({ TableName, StreamSpecification: { StreamEnabled: false } }),
    );
    await expect
      .poll(
        async () =>
          (await clients.streams.send(new DescribeStreamCommand({ StreamArn }))).StreamDescription
            ?.StreamStatus,
        { timeout: 30_000 },
      )
      .toBe("DISABLED");
  });

  test("what is not there", async () => {
    await expect(
      clients.streams.send(
        new DescribeStreamCommand({
          StreamArn: "arn:aws:dynamodb:eu-west-1:000000000000:table/nope/stream/2026-01-01T00:00:00.000",
        }),
      ),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

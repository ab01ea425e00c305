import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../../../../src/local/cloud.ts";
import type { Caller, ResourceContext } from "../../../../../src/local/kernel/service.ts";
import { dynamodbTable } from "../../../../../src/local/services/dynamodb/resources/dynamodb-table.ts";

const TableName = "things";
let now = Date.UTC(2026, 0, 1);
let folder: string;
let cloud: Cloud;

const start = async () => {
  cloud = await startCloud({ port: 0, stateFolder: folder, region: "eu-west-1", clock: { now: () => now } });
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "plinth-dynamodb-"));
  await start();
});

afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

const root = (): Caller => ({
  kind: "root",
  arn: "arn:aws:iam::000000000000:root",
  accountId: cloud.accountId,
  userId: cloud.accountId,
  roleArn: null,
  servicePrincipal: null,
  sessionPolicies: [],
  tags: {},
});
const call = (operation: string, input: object, as: Caller = root()) =>
  cloud.call("dynamodb", operation, input, as);
const createTable = (more: object = {}) =>
  call("CreateTable", {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    ...more,
  });
const streamed = { StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" } };

async function changes() {
  const { Table } = (await call("DescribeTable", { TableName })) as { Table: { LatestStreamArn: string } };
  const StreamArn = Table.LatestStreamArn;
  const { StreamDescription } = (await call("DescribeStream", { StreamArn })) as {
    StreamDescription: { Shards: { ShardId: string }[] };
  };
  const { ShardIterator } = await call("GetShardIterator", {
    StreamArn,
    ShardId: StreamDescription.Shards[0]?.ShardId,
    ShardIteratorType: "TRIM_HORIZON",
  });
  const { Records } = await call("GetRecords", { ShardIterator });
  return Records as { eventName: string; userIdentity?: object; dynamodb: { SequenceNumber: string } }[];
}

describe("time to live", () => {
  test("expired items go, with the service's name in the stream; others stay", async () => {
    await createTable(streamed);
    await call("PutItem", {
      TableName,
      Item: { pk: { S: "before" }, expires: { N: String(now / 1000 - 10) } },
    });
    await call("UpdateTimeToLive", {
      TableName,
      TimeToLiveSpecification: { Enabled: true, AttributeName: "expires" },
    });
    const put = (pk: string, expires: object) =>
      call("PutItem", { TableName, Item: { pk: { S: pk }, expires } });
    await put("soon", { N: String(now / 1000 + 60) });
    await put("later", { N: String(now / 1000 + 6000) });
    await put("text", { S: String(now / 1000 - 10) });
    await put("ancient", { N: "1" });
    now += 120_000;
    await expect
      .poll(async () => (await call("Scan", { TableName, Select: "COUNT" }))["Count"], { timeout: 5_000 })
      .toBe(3);
    const removed = (await changes()).filter(({ eventName }) => eventName === "REMOVE");
    expect(removed).toHaveLength(2);
    for (const { userIdentity } of removed) {
      expect(userIdentity).toEqual({ PrincipalId: "dynamodb.amazonaws.com", Type: "Service" });
    }
  });
});

describe("a restart", () => {
  test("keeps tables, items, indexes, streams and the growth of sequence numbers", async () => {
    await createTable(streamed);
    await call("PutItem", { TableName, Item: { pk: { S: "a" }, b: { B: Buffer.from([1, 2]) } } });
    await cloud.close();
    await start();
    const { Item } = await call("GetItem", { TableName, Key: { pk: { S: "a" } } });
    expect(Item).toEqual({ pk: { S: "a" }, b: { B: Buffer.from([1, 2]) } });
    await call("DeleteItem", { TableName, Key: { pk: { S: "a" } } });
    const [first, second] = await changes();
    expect(first?.eventName).toBe("INSERT");
    expect(second?.eventName).toBe("REMOVE");
    expect(BigInt(second?.dynamodb.SequenceNumber ?? 0) > BigInt(first?.dynamodb.SequenceNumber ?? 0)).toBe(
      true,
    );
  });

  test("sequence numbers go on growing where all records are a day old and gone", async () => {
    await createTable(streamed);
    const put = (pk: string) => call("PutItem", { TableName, Item: { pk: { S: pk } } });
    const sequence = async () => BigInt((await changes()).at(-1)?.dynamodb.SequenceNumber ?? 0);
    await put("a");
    await put("b");
    const last = await sequence();
    await cloud.close();
    now += 25 * 60 * 60_000;
    await start();
    await expect.poll(changes, { timeout: 5_000 }).toEqual([]);
    await cloud.close();
    await start();
    await put("c");
    expect((await sequence()) > last).toBe(true);
  });

  test("keeps the tokens of transactions, for ten minutes", async () => {
    await createTable();
    const add = {
      ClientRequestToken: "token",
      TransactItems: [
        {
          Update: {
            TableName,
            Key: { pk: { S: "a" } },
            UpdateExpression: "ADD n :one",
            ExpressionAttributeValues: { ":one": { N: "1" } },
          },
        },
      ],
    };
    await call("TransactWriteItems", add);
    await cloud.close();
    await start();
    await call("TransactWriteItems", add);
    const read = async () =>
      ((await call("GetItem", { TableName, Key: { pk: { S: "a" } } }))["Item"] as { n: object }).n;
    expect(await read()).toEqual({ N: "1" });
    now += 11 * 60_000;
    await call("TransactWriteItems", add);
    expect(await read()).toEqual({ N: "2" });
  });
});

describe("keys of several attributes", () => {
  test("an index is queried by all its hash attributes, then its range attributes from the left", async () => {
    await createTable({
      AttributeDefinitions: [
        ["pk", "S"],
        ["tenant", "S"],
        ["region", "S"],
        ["year", "N"],
        ["name", "S"],
      ].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
      GlobalSecondaryIndexes: [
        {
          IndexName: "several",
          KeySchema: [
            { AttributeName: "tenant", KeyType: "HASH" },
            { AttributeName: "region", KeyType: "HASH" },
            { AttributeName: "year", KeyType: "RANGE" },
            { AttributeName: "name", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    });
    for (const [pk, year, name] of [
      ["1", "9", "b"],
      ["2", "10", "a"],
      ["3", "9", "ab"],
      ["4", "-1", "z"],
    ]) {
      await call("PutItem", {
        TableName,
        Item: { pk: { S: pk }, tenant: { S: "t" }, region: { S: "r" }, year: { N: year }, name: { S: name } },
      });
    }
    await call("PutItem", { TableName, Item: { pk: { S: "5" }, tenant: { S: "t" }, region: { S: "r" } } });
    const ids = async (condition: string, values: object) => {
      const { Items } = await call("Query", {
        TableName,
        IndexName: "several",
        KeyConditionExpression: `tenant = :t AND #region = :r${condition}`,
        ExpressionAttributeNames: {
          "#region": "region",
          ...(condition.includes("#year") && { "#year": "year" }),
          ...(condition.includes("#name") && { "#name": "name" }),
        },
        ExpressionAttributeValues: { ":t": { S: "t" }, ":r": { S: "r" }, ...values },
      });
      return (Items as { pk: { S: string } }[]).map(({ pk }) => pk.S);
    };
    expect(await ids("", {})).toEqual(["4", "3", "1", "2"]);
    expect(await ids(" AND #year > :y", { ":y": { N: "0" } })).toEqual(["3", "1", "2"]);
    expect(
      await ids(" AND #year = :y AND begins_with(#name, :n)", { ":y": { N: "9" }, ":n": { S: "a" } }),
    ).toEqual(["3"]);
    await expect(ids(" AND #name = :n", { ":n": { S: "a" } })).rejects.toMatchObject({
      code: "ValidationException",
    });
  });
});

describe("access", () => {
  test("is asked for on tables and indexes, with the partition keys", async () => {
    await createTable();
    const nobody: Caller = { ...root(), kind: "service", servicePrincipal: "lambda.amazonaws.com", arn: "" };
    await expect(call("GetItem", { TableName, Key: { pk: { S: "a" } } }, nobody)).rejects.toMatchObject({
      code: "AccessDeniedException",
      message: expect.stringContaining(
        "is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:eu-west-1:000000000000:table/things",
      ),
    });
    await expect(
      call(
        "TransactWriteItems",
        { TransactItems: [{ Delete: { TableName, Key: { pk: { S: "a" } } } }] },
        nobody,
      ),
    ).rejects.toMatchObject({ message: expect.stringContaining("dynamodb:DeleteItem") });
  });
});

describe("AWS::DynamoDB::Table", () => {
  const context = (): ResourceContext => ({
    logicalId: "Table",
    stackName: "stack",
    stackId: "arn:aws:cloudformation:eu-west-1:000000000000:stack/stack/1",
    generatedName: () => "stack-Table-ABC",
    tags: { stack: "yes" },
    caller: root(),
    call: cloud.call,
  });
  const key = (AttributeName: string) => ({ AttributeName, AttributeType: "S" });
  const properties = {
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [key("pk"), key("sk")],
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
    TimeToLiveSpecification: { AttributeName: "_ttl", Enabled: "true" },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: "35" },
    SSESpecification: { SSEEnabled: true },
    DeletionProtectionEnabled: true,
  };

  test("is made, changed in place, and removed", async () => {
    const made = await dynamodbTable.create(properties, context());
    expect(made).toMatchObject({
      physicalId: "stack-Table-ABC",
      attributes: {
        Arn: expect.stringContaining(":table/stack-Table-ABC"),
        StreamArn: expect.stringContaining("/stream/"),
      },
    });
    const name = { TableName: made.physicalId };
    expect(await call("DescribeTimeToLive", name)).toMatchObject({
      TimeToLiveDescription: { AttributeName: "_ttl" },
    });
    const changed = {
      ...properties,
      DeletionProtectionEnabled: false,
      AttributeDefinitions: [...properties.AttributeDefinitions, key("g")],
      GlobalSecondaryIndexes: [
        {
          IndexName: "byG",
          KeySchema: [{ AttributeName: "g", KeyType: "HASH" }],
          Projection: { ProjectionType: "ALL" },
        },
      ],
      TimeToLiveSpecification: { AttributeName: "other", Enabled: true },
      Tags: [{ Key: "own", Value: "1" }],
    };
    await dynamodbTable.update?.(made.physicalId, changed, properties, context());
    expect(await call("DescribeTable", name)).toMatchObject({
      Table: { DeletionProtectionEnabled: false, GlobalSecondaryIndexes: [{ IndexName: "byG" }] },
    });
    expect(await call("DescribeTimeToLive", name)).toMatchObject({
      TimeToLiveDescription: { AttributeName: "other" },
    });
    await dynamodbTable.update?.(made.physicalId, properties, changed, context());
    expect(await call("DescribeTable", name)).toMatchObject({ Table: { DeletionProtectionEnabled: true } });
    await expect(dynamodbTable.delete(made.physicalId, properties, context())).rejects.toThrow("protected");
    await call("UpdateTable", { ...name, DeletionProtectionEnabled: false });
    await dynamodbTable.delete(made.physicalId, properties, context());
    await dynamodbTable.delete(made.physicalId, properties, context());
  });
});

describe("what this cloud does not do", () => {
  test.each([
    ["PutItem", { TableName, Item: { pk: { S: "a" } }, Expected: {} }, "PutItem.Expected"],
    ["Query", { TableName, KeyConditions: {} }, "Query.KeyConditions"],
    ["UpdateTable", { TableName, ReplicaUpdates: [] }, "UpdateTable.ReplicaUpdates"],
  ])("%s says so: %j", async (operation, input, what) => {
    await createTable();
    await expect(call(operation, input)).rejects.toMatchObject({
      code: "NotSupportedByLocalCloud",
      message: expect.stringContaining(what),
    });
  });
});

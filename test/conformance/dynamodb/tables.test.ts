import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeLimitsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  type UpdateTableCommandInput,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, test } from "vitest";
import { dynamo, keys, s } from "./support.ts";

const { clients, table, freshName, cleanUp, settings } = dynamo();

const create = (input: Partial<CreateTableCommandInput>) => {
  const TableName = input.TableName ?? freshName();
  cleanUp(TableName);
  return clients.db.send(
    new CreateTableCommand({ BillingMode: "PAY_PER_REQUEST", ...keys("pk"), ...input, TableName }),
  );
};
const describeTable = async (TableName: string) =>
  (await clients.db.send(new DescribeTableCommand({ TableName }))).Table;
const update = (TableName: string, input: Partial<UpdateTableCommandInput>) =>
  clients.db.send(new UpdateTableCommand({ TableName, ...input }));
const ready = (TableName: string) =>
  waitUntilTableExists({ client: clients.db, maxWaitTime: 60, minDelay: 0.02, maxDelay: 2 }, { TableName });
const index = (IndexName: string, hash: string) => ({
  IndexName,
  KeySchema: [{ AttributeName: hash, KeyType: "HASH" as const }],
  Projection: { ProjectionType: "ALL" as const },
});

describe("CreateTable and DescribeTable", () => {
  test("describe what was made", async () => {
    const { TableDescription: made } = await create({ DeletionProtectionEnabled: false });
    expect(made).toMatchObject({
      TableStatus: "CREATING",
      ItemCount: 0,
      BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
    });
    const TableName = made?.TableName as string;
    await ready(TableName);
    expect(await describeTable(TableName)).toMatchObject({
      TableName,
      TableStatus: "ACTIVE",
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      TableArn: expect.stringMatching(
        new RegExp(`^arn:aws:dynamodb:${settings.region}:\\d{12}:table/${TableName}$`),
      ),
      TableId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
      DeletionProtectionEnabled: false,
    });
  });

  test("provisioned capacity", async () => {
    const { TableDescription } = await create({
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 2 },
    });
    expect(TableDescription?.ProvisionedThroughput).toMatchObject({
      ReadCapacityUnits: 3,
      WriteCapacityUnits: 2,
    });
    expect(TableDescription?.BillingModeSummary).toBeUndefined();
  });

  test.each<[string, Partial<CreateTableCommandInput>, string]>([
    ["a short name", { TableName: "ab" }, "Member must have length greater than or equal to 3"],
    [
      "a strange name",
      { TableName: "a;b" },
      "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    ],
    [
      "an undefined key",
      { KeySchema: [{ AttributeName: "other", KeyType: "HASH" }] },
      "Some index key attributes are not defined in AttributeDefinitions. Keys: [other], AttributeDefinitions: [pk]",
    ],
    [
      "a range first",
      { KeySchema: [{ AttributeName: "pk", KeyType: "RANGE" }] },
      "Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
    ],
    [
      "definitions that nothing uses",
      {
        AttributeDefinitions: [
          { AttributeName: "pk", AttributeType: "S" },
          { AttributeName: "x", AttributeType: "S" },
        ],
      },
      "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
    ],
    [
      "capacity on demand",
      { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
      "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    ],
    [
      "no capacity",
      { BillingMode: "PROVISIONED" },
      "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    ],
    ["a list of no indexes", { GlobalSecondaryIndexes: [] }, "List of GlobalSecondaryIndexes is empty"],
    [
      "two indexes of a name",
      { GlobalSecondaryIndexes: [index("twice", "pk"), index("twice", "pk")] },
      "Duplicate index name: twice",
    ],
    [
      "a local index without sort key",
      { LocalSecondaryIndexes: [index("local", "pk")] },
      "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
    ],
    [
      "no projection",
      { GlobalSecondaryIndexes: [{ ...index("none", "pk"), Projection: {} }] },
      "Unknown ProjectionType: null",
    ],
    [
      "KEYS_ONLY with attributes",
      {
        GlobalSecondaryIndexes: [
          { ...index("both", "pk"), Projection: { ProjectionType: "KEYS_ONLY", NonKeyAttributes: ["a"] } },
        ],
      },
      "ProjectionType is KEYS_ONLY, but NonKeyAttributes is specified",
    ],
  ])("refused: %s", async (_name, input, message) => {
    await expect(create(input)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining(message),
    });
  });

  test("a name that is taken", async () => {
    const TableName = await table();
    await expect(create({ TableName })).rejects.toMatchObject({
      name: "ResourceInUseException",
      message: `Table already exists: ${TableName}`,
    });
  });

  test("a table that is not there", async () => {
    await expect(describeTable("plinth-no-such-table")).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Requested resource not found: Table: plinth-no-such-table not found",
    });
  });
});

describe("ListTables and DeleteTable", () => {
  test("list what is there, page by page", async () => {
    const names = [await table(), await table()];
    const found: string[] = [];
    let ExclusiveStartTableName: string | undefined;
    do {
      const page = await clients.db.send(
        new ListTablesCommand({ Limit: 1, ...(ExclusiveStartTableName && { ExclusiveStartTableName }) }),
      );
      found.push(...(page.TableNames ?? []));
      ExclusiveStartTableName = page.LastEvaluatedTableName;
    } while (ExclusiveStartTableName);
    expect(found).toEqual(expect.arrayContaining(names));
  });

  test("a deleted table and its items are gone", async () => {
    const TableName = await table(keys("pk"));
    await clients.db.send(new PutItemCommand({ TableName, Item: { pk: s("x") } }));
    const { TableDescription } = await clients.db.send(new DeleteTableCommand({ TableName }));
    expect(TableDescription?.TableStatus).toBe("DELETING");
    await waitUntilTableNotExists(
      { client: clients.db, maxWaitTime: 60, minDelay: 0.02, maxDelay: 2 },
      { TableName },
    );
    await create({ TableName });
    await ready(TableName);
    expect((await describeTable(TableName))?.ItemCount).toBe(0);
  });

  test("protection against deletion", async () => {
    const TableName = await table({ DeletionProtectionEnabled: true });
    await expect(clients.db.send(new DeleteTableCommand({ TableName }))).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("protected against deletion"),
    });
    await update(TableName, { DeletionProtectionEnabled: false });
    await ready(TableName);
    expect((await describeTable(TableName))?.DeletionProtectionEnabled).toBe(false);
  });
});

describe("UpdateTable", () => {
  test("an index is made of what is there, and removed again", async () => {
    const TableName = await table(keys("pk"));
    for (const pk of ["a", "b", "c"]) {
      await clients.db.send(
        new PutItemCommand({ TableName, Item: { pk: s(pk), ...(pk === "c" ? {} : { g: s("g") }) } }),
      );
    }
    const { TableDescription } = await update(TableName, {
      AttributeDefinitions: ["pk", "g"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      GlobalSecondaryIndexUpdates: [{ Create: index("byG", "g") }],
    });
    expect(TableDescription).toMatchObject({
      TableStatus: "UPDATING",
      GlobalSecondaryIndexes: [{ IndexStatus: "CREATING" }],
    });
    await expect
      .poll(async () => (await describeTable(TableName))?.GlobalSecondaryIndexes?.[0]?.IndexStatus, {
        timeout: 600_000,
      })
      .toBe("ACTIVE");
    const { Count } = await clients.db.send(
      new QueryCommand({
        TableName,
        IndexName: "byG",
        KeyConditionExpression: "g = :g",
        ExpressionAttributeValues: { ":g": s("g") },
      }),
    );
    expect(Count).toBe(2);
    await update(TableName, { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "byG" } }] });
    await expect
      .poll(async () => (await describeTable(TableName))?.GlobalSecondaryIndexes, { timeout: 600_000 })
      .toBeUndefined();
  }, 700_000);

  test("one index at a time", async () => {
    const TableName = await table(keys("pk"));
    await expect(
      update(TableName, {
        AttributeDefinitions: ["pk", "g"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
        GlobalSecondaryIndexUpdates: [{ Create: index("one", "g") }, { Create: index("two", "g") }],
      }),
    ).rejects.toMatchObject({ name: "LimitExceededException" });
    await expect(
      update(TableName, { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "nope" } }] }),
    ).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  test("billing", async () => {
    const TableName = await table({
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
    });
    await update(TableName, { BillingMode: "PAY_PER_REQUEST" });
    await ready(TableName);
    expect((await describeTable(TableName))?.BillingModeSummary?.BillingMode).toBe("PAY_PER_REQUEST");
    await expect(update(TableName, {})).rejects.toThrow("At least one of ProvisionedThroughput, BillingMode");
  });
});

describe("settings", () => {
  test("tags", async () => {
    const TableName = await table({ Tags: [{ Key: "a", Value: "1" }] });
    const ResourceArn = (await describeTable(TableName))?.TableArn as string;
    await clients.db.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: "b", Value: "2" }] }));
    await clients.db.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a"] }));
    const { Tags } = await clients.db.send(new ListTagsOfResourceCommand({ ResourceArn }));
    expect(Tags).toEqual([{ Key: "b", Value: "2" }]);
  });

  test("time to live", async () => {
    const TableName = await table();
    const set = (Enabled: boolean, AttributeName: string) =>
      clients.db.send(
        new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled, AttributeName } }),
      );
    const told = async () =>
      (await clients.db.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
    expect(await told()).toEqual({ TimeToLiveStatus: "DISABLED" });
    await expect(set(false, "expires")).rejects.toThrow("TimeToLive is already disabled");
    expect((await set(true, "expires")).TimeToLiveSpecification).toEqual({
      Enabled: true,
      AttributeName: "expires",
    });
    expect(await told()).toMatchObject({ AttributeName: "expires" });
    await expect(set(true, "expires")).rejects.toMatchObject({ name: "ValidationException" });
  });

  test("point-in-time recovery", async () => {
    const TableName = await table();
    const told = async () =>
      (await clients.db.send(new DescribeContinuousBackupsCommand({ TableName })))
        .ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
    expect(await told()).toMatchObject({ PointInTimeRecoveryStatus: "DISABLED" });
    await clients.db.send(
      new UpdateContinuousBackupsCommand({
        TableName,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
      }),
    );
    expect(await told()).toMatchObject({
      PointInTimeRecoveryStatus: "ENABLED",
      RecoveryPeriodInDays: 7,
      EarliestRestorableDateTime: expect.any(Date),
    });
    await expect(
      clients.db.send(new DescribeContinuousBackupsCommand({ TableName: "plinth-no-such-table" })),
    ).rejects.toMatchObject({ name: "TableNotFoundException" });
  });

  test("limits of the account", async () => {
    expect((await clients.db.send(new DescribeLimitsCommand({}))).TableMaxReadCapacityUnits).toBeGreaterThan(
      0,
    );
  });
});

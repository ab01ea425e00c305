import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  GetItemCommand,
  ScanCommand,
  TransactGetItemsCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { dynamo, keys, n, putAll, s } from "./support.ts";

const { clients, table } = dynamo();
let TableName: string;

beforeAll(async () => {
  TableName = await table(keys("pk"));
});

const item = (pk: string) =>
  clients.db.send(new GetItemCommand({ TableName, Key: { pk: s(pk) } })).then(({ Item }) => Item);
const transact = (TransactItems: TransactWriteItem[], more: object = {}) =>
  clients.db.send(new TransactWriteItemsCommand({ TransactItems, ...more }));
const Put = (pk: string, more: object = {}) => ({
  Put: { TableName, Item: { pk: s(pk), a: n(1) }, ...more },
});

describe("BatchWriteItem and BatchGetItem", () => {
  test("write, delete and read many", async () => {
    const { UnprocessedItems } = await clients.db.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [TableName]: Array.from({ length: 25 }, (_, at) => ({
            PutRequest: { Item: { pk: s(`batch-${at}`), a: n(at) } },
          })),
        },
      }),
    );
    expect(UnprocessedItems).toEqual({});
    await clients.db.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [TableName]: [
            { DeleteRequest: { Key: { pk: s("batch-0") } } },
            { PutRequest: { Item: { pk: s("batch-1") } } },
          ],
        },
      }),
    );
    const { Responses, UnprocessedKeys } = await clients.db.send(
      new BatchGetItemCommand({
        RequestItems: { [TableName]: { Keys: [0, 1, 2, 99].map((at) => ({ pk: s(`batch-${at}`) })) } },
      }),
    );
    expect(UnprocessedKeys).toEqual({});
    expect(Responses?.[TableName]).toHaveLength(2);
    expect(Responses?.[TableName]).toEqual(
      expect.arrayContaining([{ pk: s("batch-1") }, { pk: s("batch-2"), a: n(2) }]),
    );
  });

  test("projections and capacity", async () => {
    await putAll(clients.db, TableName, [{ pk: s("projected"), a: n(1), b: n(2) }]);
    const { Responses, ConsumedCapacity } = await clients.db.send(
      new BatchGetItemCommand({
        RequestItems: {
          [TableName]: {
            Keys: [{ pk: s("projected") }],
            ProjectionExpression: "#b",
            ExpressionAttributeNames: { "#b": "b" },
            ConsistentRead: true,
          },
        },
        ReturnConsumedCapacity: "TOTAL",
      }),
    );
    expect(Responses?.[TableName]).toEqual([{ b: n(2) }]);
    expect(ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 1 }]);
  });

  test("more than 25 writes, more than 100 reads, none at all", async () => {
    const write = (count: number) =>
      clients.db.send(
        new BatchWriteItemCommand({
          RequestItems: {
            [TableName]: Array.from({ length: count }, (_, at) => ({
              PutRequest: { Item: { pk: s(`${at}`) } },
            })),
          },
        }),
      );
    await expect(write(26)).rejects.toMatchObject({ name: "ValidationException" });
    await expect(write(0)).rejects.toMatchObject({ name: "ValidationException" });
    const read = (count: number) =>
      clients.db.send(
        new BatchGetItemCommand({
          RequestItems: {
            [TableName]: { Keys: Array.from({ length: count }, (_, at) => ({ pk: s(`${at}`) })) },
          },
        }),
      );
    await expect(read(101)).rejects.toMatchObject({ name: "ValidationException" });
  });

  test("one item twice", async () => {
    await expect(
      clients.db.send(
        new BatchWriteItemCommand({
          RequestItems: {
            [TableName]: [
              { PutRequest: { Item: { pk: s("x") } } },
              { DeleteRequest: { Key: { pk: s("x") } } },
            ],
          },
        }),
      ),
    ).rejects.toThrow("Provided list of item keys contains duplicates");
    await expect(
      clients.db.send(
        new BatchGetItemCommand({
          RequestItems: { [TableName]: { Keys: [{ pk: s("x") }, { pk: s("x") }] } },
        }),
      ),
    ).rejects.toThrow("Provided list of item keys contains duplicates");
  });
});

describe("TransactWriteItems", () => {
  test("puts, updates, deletes and checks, all at once", async () => {
    await putAll(clients.db, TableName, [
      { pk: s("t-update"), a: n(1) },
      { pk: s("t-delete") },
      { pk: s("t-check"), ok: { BOOL: true } },
    ]);
    await transact([
      Put("t-put"),
      {
        Update: {
          TableName,
          Key: { pk: s("t-update") },
          UpdateExpression: "ADD a :v",
          ExpressionAttributeValues: { ":v": n(1) },
        },
      },
      { Delete: { TableName, Key: { pk: s("t-delete") } } },
      {
        ConditionCheck: {
          TableName,
          Key: { pk: s("t-check") },
          ConditionExpression: "ok = :t",
          ExpressionAttributeValues: { ":t": { BOOL: true } },
        },
      },
    ]);
    expect(await item("t-put")).toBeDefined();
    expect((await item("t-update"))?.["a"]).toEqual(n(2));
    expect(await item("t-delete")).toBeUndefined();
  });

  test("one failed condition undoes all, and tells which", async () => {
    await putAll(clients.db, TableName, [{ pk: s("taken"), a: n(7) }]);
    await expect(
      transact([
        Put("not-made"),
        Put("taken", {
          ConditionExpression: "attribute_not_exists(pk)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      ]),
    ).rejects.toMatchObject({
      name: "TransactionCanceledException",
      message:
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]",
      CancellationReasons: [
        { Code: "None" },
        {
          Code: "ConditionalCheckFailed",
          Message: "The conditional request failed",
          Item: { pk: s("taken"), a: n(7) },
        },
      ],
    });
    expect(await item("not-made")).toBeUndefined();
  });

  test("an update that cannot be is a reason, too", async () => {
    await putAll(clients.db, TableName, [{ pk: s("text"), a: s("x") }]);
    await expect(
      transact([
        {
          Update: {
            TableName,
            Key: { pk: s("text") },
            UpdateExpression: "ADD a :v",
            ExpressionAttributeValues: { ":v": n(1) },
          },
        },
      ]),
    ).rejects.toMatchObject({
      name: "TransactionCanceledException",
      CancellationReasons: [{ Code: "ValidationError" }],
    });
  });

  test("one item twice, too many items, none", async () => {
    await expect(transact([Put("x"), Put("x")])).rejects.toThrow(
      "Transaction request cannot include multiple operations on one item",
    );
    await expect(transact(Array.from({ length: 101 }, (_, at) => Put(`${at}`)))).rejects.toMatchObject({
      name: "ValidationException",
    });
    await expect(transact([])).rejects.toMatchObject({ name: "ValidationException" });
    await transact(Array.from({ length: 100 }, (_, at) => Put(`hundred-${at}`)));
  });

  test("the same token twice does it once", async () => {
    const add = [
      {
        Update: {
          TableName,
          Key: { pk: s("once") },
          UpdateExpression: "ADD a :v",
          ExpressionAttributeValues: { ":v": n(1) },
        },
      },
    ];
    const ClientRequestToken = `token-${Date.now()}`;
    await transact(add, { ClientRequestToken });
    await transact(add, { ClientRequestToken });
    expect((await item("once"))?.["a"]).toEqual(n(1));
    await expect(transact([Put("other")], { ClientRequestToken })).rejects.toMatchObject({
      name: "IdempotentParameterMismatchException",
    });
  });

  test("capacity is double", async () => {
    const { ConsumedCapacity } = await transact([Put("capacity")], { ReturnConsumedCapacity: "TOTAL" });
    expect(ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 2, WriteCapacityUnits: 2 }]);
  });

  test("4 MB are too much", async () => {
    const large = Array.from({ length: 12 }, (_, at) => ({
      Put: { TableName, Item: { pk: s(`large-${at}`), a: s("x".repeat(390_000)) } },
    }));
    await expect(transact(large)).rejects.toMatchObject({ name: "ValidationException" });
    const { Count } = await clients.db.send(
      new ScanCommand({
        TableName,
        FilterExpression: "begins_with(pk, :l)",
        ExpressionAttributeValues: { ":l": s("large-") },
      }),
    );
    expect(Count).toBe(0);
  });
});

describe("TransactGetItems", () => {
  test("reads in the order asked, with gaps", async () => {
    await putAll(clients.db, TableName, [{ pk: s("g1"), a: n(1), b: n(2) }]);
    const { Responses } = await clients.db.send(
      new TransactGetItemsCommand({
        TransactItems: [
          { Get: { TableName, Key: { pk: s("nothing") } } },
          { Get: { TableName, Key: { pk: s("g1") }, ProjectionExpression: "b" } },
        ],
      }),
    );
    expect(Responses).toEqual([{}, { Item: { b: n(2) } }]);
  });
});

describe("names that no table can have are told with their place", () => {
  const problem = (place: string) =>
    `1 validation error detected: Value 'bad!name' at '${place}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+`;
  const Key = { pk: s("a") };
  test("in TransactGetItems", async () => {
    const reading = clients.db.send(
      new TransactGetItemsCommand({
        TransactItems: [{ Get: { TableName, Key } }, { Get: { TableName: "bad!name", Key } }],
      }),
    );
    await expect(reading).rejects.toMatchObject({
      name: "ValidationException",
      message: problem("transactItems.2.member.get.tableName"),
    });
  });

  test.each<[string, TransactWriteItem]>([
    ["put", { Put: { TableName: "bad!name", Item: Key } }],
    ["delete", { Delete: { TableName: "bad!name", Key } }],
    [
      "conditionCheck",
      { ConditionCheck: { TableName: "bad!name", Key, ConditionExpression: "attribute_exists(pk)" } },
    ],
  ])("in TransactWriteItems: %s", async (kind, item) => {
    await expect(transact([item])).rejects.toMatchObject({
      name: "ValidationException",
      message: problem(`transactItems.1.member.${kind}.tableName`),
    });
  });
});

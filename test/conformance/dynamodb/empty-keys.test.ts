import {
  PutItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { dynamo, keys, n, s } from "./support.ts";

const { clients, table } = dynamo();
let TableName: string;

/** `g` is the key of two indexes: of them, errors tell the first by name. */
beforeAll(async () => {
  const index = (IndexName: string) => ({
    IndexName,
    KeySchema: [{ AttributeName: "g", KeyType: "HASH" as const }],
    Projection: { ProjectionType: "ALL" as const },
  });
  const { AttributeDefinitions = [], KeySchema } = keys("pk");
  TableName = await table({
    KeySchema,
    AttributeDefinitions: [...AttributeDefinitions, { AttributeName: "g", AttributeType: "S" }],
    GlobalSecondaryIndexes: [index("second"), index("first")],
  });
});

const empty = "The AttributeValue for a key attribute cannot contain an empty string value.";
const put = (Item: object): TransactWriteItem => ({ Put: { TableName, Item } as never });
const update = (pk: string, value: object): TransactWriteItem => ({
  Update: {
    TableName,
    Key: { pk: s(pk) },
    UpdateExpression: "SET g = :g",
    ExpressionAttributeValues: { ":g": value } as never,
  },
});
const transact = (item: TransactWriteItem) =>
  clients.db.send(new TransactWriteItemsCommand({ TransactItems: [item] }));

describe("a transaction with an empty key is refused as a whole", () => {
  test.each<[string, () => TransactWriteItem, string]>([
    ["in an item", () => put({ pk: s("") }), `One or more parameter values are not valid. ${empty} Key: pk`],
    [
      "of an index, in an item",
      () => put({ pk: s("p"), g: s("") }),
      `One or more parameter values are not valid. A value specified for a secondary index key is not supported. ${empty} IndexName: first, IndexKey: g`,
    ],
    [
      "of an index, by an update",
      () => update("p", s("")),
      `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. ${empty}`,
    ],
    [
      "of an update",
      () => update("", s("x")),
      `One or more parameter values are not valid. ${empty} Key: pk`,
    ],
    [
      "of a deletion",
      () => ({ Delete: { TableName, Key: { pk: s("") } } }),
      `One or more parameter values are not valid. ${empty} Key: pk`,
    ],
    [
      "of a check",
      () => ({
        ConditionCheck: { TableName, Key: { pk: s("") }, ConditionExpression: "attribute_exists(pk)" },
      }),
      `One or more parameter values are not valid. ${empty} Key: pk`,
    ],
  ])("%s", async (_where, item, message) => {
    await expect(transact(item())).rejects.toMatchObject({ name: "ValidationException", message });
  });
});

describe("a transaction with a key of another type is cancelled", () => {
  const index =
    "One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N IndexName: first";
  test.each<[string, () => TransactWriteItem, string]>([
    [
      "in an item",
      () => put({ pk: n(1) }),
      "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
    ],
    ["of an index, in an item", () => put({ pk: s("p"), g: n(1) }), index],
    ["of an index, by an update", () => update("p", n(1)), index],
    [
      "of a deletion",
      () => ({ Delete: { TableName, Key: { pk: n(1) } } }),
      "The provided key element does not match the schema",
    ],
  ])("%s", async (_where, item, Message) => {
    await expect(transact(item())).rejects.toMatchObject({
      name: "TransactionCanceledException",
      CancellationReasons: [{ Code: "ValidationError", Message }],
    });
  });
});

test("by themselves, puts and updates tell the same", async () => {
  await expect(
    clients.db.send(new PutItemCommand({ TableName, Item: { pk: s("p"), g: s("") } })),
  ).rejects.toMatchObject({
    name: "ValidationException",
    message: `One or more parameter values are not valid. A value specified for a secondary index key is not supported. ${empty} IndexName: first, IndexKey: g`,
  });
  await expect(
    clients.db.send(
      new UpdateItemCommand({
        TableName,
        Key: { pk: s("p") },
        UpdateExpression: "SET g = :g",
        ExpressionAttributeValues: { ":g": s("") },
      }),
    ),
  ).rejects.toMatchObject({
    name: "ValidationException",
    message: `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. ${empty}`,
  });
});

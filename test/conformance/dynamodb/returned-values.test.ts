import { PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { dynamo, keys, n, s } from "./support.ts";

const { clients, table } = dynamo();
const Key = { pk: s("updated") };
let TableName: string;

beforeAll(async () => {
  TableName = await table(keys("pk"));
});

describe("what an update tells", () => {
  test.each<[string, "UPDATED_NEW" | "UPDATED_OLD", object | undefined]>([
    ["SET m.held = :v", "UPDATED_NEW", { m: { M: { held: n(1) } } }],
    ["SET m.held = :v", "UPDATED_OLD", { m: { M: { held: s("v") } } }],
    ["SET l[1] = :v", "UPDATED_NEW", { l: { L: [n(1)] } }],
    ["SET l[9] = :v", "UPDATED_OLD", undefined],
    ["SET a = :v REMOVE l[0]", "UPDATED_NEW", { a: n(1) }],
  ])("%s tells of %s only what it touched", async (UpdateExpression, ReturnValues, wanted) => {
    await clients.db.send(
      new PutItemCommand({
        TableName,
        Item: {
          ...Key,
          a: s("abc"),
          l: { L: [s("one"), n(2)] },
          m: { M: { held: s("v"), more: n(1) } },
        },
      }),
    );
    const { Attributes } = await clients.db.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression,
        ExpressionAttributeValues: { ":v": n(1) },
        ReturnValues,
      }),
    );
    expect(Attributes).toEqual(wanted);
  });
});

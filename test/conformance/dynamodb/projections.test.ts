import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { dynamo, type Item, keys, n, s } from "./support.ts";

const { clients, table } = dynamo();
const Key = { pk: s("projected") };
let TableName: string;

beforeAll(async () => {
  TableName = await table(keys("pk"));
  await clients.db.send(
    new PutItemCommand({
      TableName,
      Item: {
        ...Key,
        a: s("abc"),
        n: n(5),
        l: { L: [s("one"), n(2), { L: [s("deep")] }] },
        m: { M: { held: s("v"), many: { L: [n(1), n(2)] } } },
      },
    }),
  );
});

describe("projections", () => {
  const cases: readonly (readonly [string, Item])[] = [
    ["a", { a: s("abc") }],
    ["a, n", { a: s("abc"), n: n(5) }],
    ["m.held", { m: { M: { held: s("v") } } }],
    ["l[2], l[0]", { l: { L: [s("one"), { L: [s("deep")] }] } }],
    ["m.many[1], m.held", { m: { M: { held: s("v"), many: { L: [n(2)] } } } }],
    ["absent", {}],
  ];
  test.each(cases)("%s", async (ProjectionExpression, wanted) => {
    const { Item } = await clients.db.send(new GetItemCommand({ TableName, Key, ProjectionExpression }));
    expect(Item).toEqual(wanted);
  });

  test("paths may not overlap", async () => {
    await expect(
      clients.db.send(new GetItemCommand({ TableName, Key, ProjectionExpression: "m, m.held" })),
    ).rejects.toThrow("Invalid ProjectionExpression: Two document paths overlap with each other");
  });
});

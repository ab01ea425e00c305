import {
  type AttributeValue,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { dynamo, type Item, keys, n, s } from "./support.ts";

const { clients, table } = dynamo();
let TableName: string;
let numbered: string;
let indexed: string;

beforeAll(async () => {
  TableName = await table(keys("pk"));
  numbered = await table(keys("pk", "sk", { pk: "N", sk: "B" }));
  indexed = await table({
    AttributeDefinitions: ["pk", "g"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "byG",
        KeySchema: [{ AttributeName: "g", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
  });
});

const put = (Item: Item, more: object = {}) =>
  clients.db.send(new PutItemCommand({ TableName, Item, ...more }));
const get = (pk: string, more: object = {}) =>
  clients.db.send(new GetItemCommand({ TableName, Key: { pk: s(pk) }, ...more }));

describe("values come back as they were", () => {
  const values: readonly (readonly [string, AttributeValue])[] = [
    ["text", s("h\u00e9llo \u{1f600}")],
    ["empty text", s("")],
    ["binary", { B: new Uint8Array([0, 255, 128]) }],
    ["empty binary", { B: new Uint8Array() }],
    ["true", { BOOL: true }],
    ["false", { BOOL: false }],
    ["null", { NULL: true }],
    ["an empty list", { L: [] }],
    ["an empty map", { M: {} }],
    ["binaries", { BS: [new Uint8Array([1]), new Uint8Array([2])] }],
    ["deep", { M: { a: { L: [{ M: { b: { L: [n(1), s("x"), { NULL: true }] } } }] } } }],
    ["odd names", { M: { "": s("empty"), "a.b": s("dot"), constructor: s("c"), __proto__x: s("p") } }],
  ];
  test.each(values)("%s", async (name, value) => {
    await put({ pk: s(`value ${name}`), value });
    expect((await get(`value ${name}`)).Item).toEqual({ pk: s(`value ${name}`), value });
  });

  test.each([
    ["1.50", "1.5"],
    ["1e3", "1000"],
    ["-0", "0"],
    ["007", "7"],
    ["1E-5", "0.00001"],
    ["12345678901234567890123456789012345678", "12345678901234567890123456789012345678"],
    ["-0.12345678901234567890123456789012345678", "-0.12345678901234567890123456789012345678"],
    ["1E+125", `1${"0".repeat(125)}`],
    ["1E-130", `0.${"0".repeat(129)}1`],
  ])("the number %s as %s", async (given, answered) => {
    await put({ pk: s(`number ${given}`), value: n(given) });
    expect((await get(`number ${given}`)).Item?.["value"]).toEqual(n(answered));
  });
});

describe("values that are refused", () => {
  const nested = (levels: number): AttributeValue =>
    levels === 0 ? s("bottom") : { L: [nested(levels - 1)] };
  const cases: readonly (readonly [string, AttributeValue, string])[] = [
    [
      "39 digits",
      n("123456789012345678901234567890123456789"),
      "Attempting to store more than 38 significant digits in a Number",
    ],
    [
      "too large",
      n("1E+126"),
      "Number overflow. Attempting to store a number with magnitude larger than supported range",
    ],
    [
      "too small",
      n("1E-131"),
      "Number underflow. Attempting to store a number with magnitude smaller than supported range",
    ],
    ["no number", n("abc"), "The parameter cannot be converted to a numeric value: abc"],
    [
      "an empty string set",
      { SS: [] },
      "One or more parameter values were invalid: An string set  may not be empty",
    ],
    [
      "an empty number set",
      { NS: [] },
      "One or more parameter values were invalid: An number set  may not be empty",
    ],
    [
      "twice in a set",
      { SS: ["a", "a"] },
      "One or more parameter values were invalid: Input collection [a, a] contains duplicates.",
    ],
    ["a number twice in a set", { NS: ["1", "1.0"] }, "Input collection contains duplicates"],
    [
      "null that is not",
      { NULL: false as true },
      "One or more parameter values were invalid: Null attribute value types must have the value of true",
    ],
    ["33 levels", nested(33), "Nesting Levels have exceeded supported limits"],
    ["400 KB", s("x".repeat(400 * 1024)), "Item size has exceeded the maximum allowed size"],
  ];
  test.each(cases)("%s", async (_name, value, message) => {
    await expect(put({ pk: s("refused"), value })).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining(message),
    });
  });

  test("32 levels and nearly 400 KB are taken", async () => {
    await put({ pk: s("deep"), value: nested(32) });
    await put({ pk: s("big"), value: s("x".repeat(400 * 1024 - 20)) });
  });
});

describe("keys", () => {
  test.each<[string, Item, string]>([
    ["missing", { a: s("x") }, "One or more parameter values were invalid: Missing the key pk in the item"],
    [
      "of another type",
      { pk: n(1) },
      "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
    ],
    [
      "empty",
      { pk: s("") },
      "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk",
    ],
    [
      "too long",
      { pk: s("x".repeat(2049)) },
      "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes",
    ],
  ])("%s in an item", async (_name, item, message) => {
    await expect(put(item)).rejects.toMatchObject({ name: "ValidationException", message });
  });

  test.each<[string, Item]>([
    ["of another type", { pk: n(1) }],
    ["with more than the key", { pk: s("x"), a: s("x") }],
    ["without the key", { a: s("x") }],
  ])("%s in a request by key", async (_name, Key) => {
    await expect(clients.db.send(new GetItemCommand({ TableName, Key }))).rejects.toMatchObject({
      name: "ValidationException",
      message: "The provided key element does not match the schema",
    });
  });

  test("equal numbers are one key", async () => {
    const Item = { pk: n("1.0"), sk: { B: new Uint8Array([1]) }, a: s("x") };
    await clients.db.send(new PutItemCommand({ TableName: numbered, Item }));
    const { Item: found } = await clients.db.send(
      new GetItemCommand({ TableName: numbered, Key: { pk: n("1e0"), sk: { B: new Uint8Array([1]) } } }),
    );
    expect(found?.["a"]).toEqual(s("x"));
  });

  test("a sort key of more than 1024 bytes", async () => {
    await expect(
      clients.db.send(
        new PutItemCommand({ TableName: numbered, Item: { pk: n(1), sk: { B: new Uint8Array(1025) } } }),
      ),
    ).rejects.toThrow("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
  });

  test("index keys have their type, too", async () => {
    const send = (g: AttributeValue) =>
      clients.db.send(new PutItemCommand({ TableName: indexed, Item: { pk: s("x"), g } }));
    await expect(send(n(1))).rejects.toThrow(
      "One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N IndexName: byG",
    );
    await expect(send(s(""))).rejects.toThrow(
      "cannot contain an empty string value. IndexName: byG, IndexKey: g",
    );
  });
});

describe("PutItem, DeleteItem, GetItem", () => {
  test("what was there before", async () => {
    expect((await put({ pk: s("old"), a: n(1) }, { ReturnValues: "ALL_OLD" })).Attributes).toBeUndefined();
    expect((await put({ pk: s("old"), a: n(2) }, { ReturnValues: "ALL_OLD" })).Attributes).toEqual({
      pk: s("old"),
      a: n(1),
    });
    const remove = () =>
      clients.db.send(new DeleteItemCommand({ TableName, Key: { pk: s("old") }, ReturnValues: "ALL_OLD" }));
    expect((await remove()).Attributes).toEqual({ pk: s("old"), a: n(2) });
    expect((await remove()).Attributes).toBeUndefined();
  });

  test("ReturnValues that a put cannot give", async () => {
    await expect(put({ pk: s("x") }, { ReturnValues: "ALL_NEW" })).rejects.toThrow(
      "ReturnValues can only be ALL_OLD or NONE",
    );
    await expect(put({ pk: s("x") }, { ReturnValues: "FROB" })).rejects.toThrow(
      "1 validation error detected: Value 'FROB' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]",
    );
  });

  test("a put replaces the whole item", async () => {
    await put({ pk: s("whole"), a: n(1) });
    await put({ pk: s("whole"), b: n(2) });
    expect((await get("whole")).Item).toEqual({ pk: s("whole"), b: n(2) });
  });

  test("a failed condition tells the item where asked", async () => {
    await put({ pk: s("there"), a: n(1), b: { B: new Uint8Array([7]) } });
    const fail = (more: object) =>
      put({ pk: s("there") }, { ConditionExpression: "attribute_not_exists(pk)", ...more });
    await expect(fail({})).rejects.toMatchObject({
      name: "ConditionalCheckFailedException",
      message: "The conditional request failed",
      Item: undefined,
    });
    await expect(fail({ ReturnValuesOnConditionCheckFailure: "ALL_OLD" })).rejects.toMatchObject({
      Item: { pk: s("there"), a: n(1), b: { B: new Uint8Array([7]) } },
    });
  });

  test("an item that is not there", async () => {
    expect((await get("nowhere")).Item).toBeUndefined();
  });

  test("a table that is not there", async () => {
    await expect(
      clients.db.send(new GetItemCommand({ TableName: "plinth-no-such-table", Key: { pk: s("x") } })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException", message: "Requested resource not found" });
  });
});

describe("consumed capacity", () => {
  test("reads: by 4 KB, twice for consistent ones", async () => {
    await put({ pk: s("5kb"), a: s("x".repeat(5000)) });
    const read = async (more: object) =>
      (await get("5kb", { ReturnConsumedCapacity: "TOTAL", ...more })).ConsumedCapacity;
    expect(await read({})).toEqual({ TableName, CapacityUnits: 1 });
    expect(await read({ ConsistentRead: true })).toEqual({ TableName, CapacityUnits: 2 });
  });

  test("writes: by KB, and those of indexes", async () => {
    const { ConsumedCapacity: small } = await put(
      { pk: s("2kb"), a: s("x".repeat(1500)) },
      { ReturnConsumedCapacity: "TOTAL" },
    );
    expect(small).toEqual({ TableName, CapacityUnits: 2 });
    const send = (g: string) =>
      clients.db.send(
        new PutItemCommand({
          TableName: indexed,
          Item: { pk: s("c"), g: s(g) },
          ReturnConsumedCapacity: "INDEXES",
        }),
      );
    expect((await send("one")).ConsumedCapacity).toEqual({
      TableName: indexed,
      CapacityUnits: 2,
      Table: { CapacityUnits: 1 },
      GlobalSecondaryIndexes: { byG: { CapacityUnits: 1 } },
    });
    // An entry that moves is deleted and put.
    expect((await send("two")).ConsumedCapacity?.CapacityUnits).toBe(3);
  });
});

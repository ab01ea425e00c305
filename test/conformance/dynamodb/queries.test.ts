import {
  type AttributeValue,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
} from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { dynamo, type Item, keys, n, putAll, s } from "./support.ts";

const { clients, table } = dynamo();
let TableName: string;
let numbers: string;

const definitions = (types: Record<string, "S" | "N" | "B">) =>
  Object.entries(types).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
const schema = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: "HASH" as const },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: "RANGE" as const }]),
];

beforeAll(async () => {
  TableName = await table({
    AttributeDefinitions: definitions({ pk: "S", sk: "S", g: "S", v: "N" }),
    KeySchema: schema("pk", "sk"),
    GlobalSecondaryIndexes: [
      { IndexName: "byG", KeySchema: schema("g", "v"), Projection: { ProjectionType: "ALL" } },
      { IndexName: "keysOnly", KeySchema: schema("g"), Projection: { ProjectionType: "KEYS_ONLY" } },
      {
        IndexName: "include",
        KeySchema: schema("g"),
        Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["a"] },
      },
    ],
    LocalSecondaryIndexes: [
      { IndexName: "local", KeySchema: schema("pk", "v"), Projection: { ProjectionType: "KEYS_ONLY" } },
    ],
  });
  const items: Item[] = Array.from({ length: 20 }, (_, position) => ({
    pk: s(position < 10 ? "one" : "two"),
    sk: s(`${position % 2 === 0 ? "even" : "odd"}#${String(position).padStart(2, "0")}`),
    a: s(`a${position}`),
    ...(position % 5 === 0 ? {} : { g: s("g"), v: n(position * 1.5 - 10) }),
  }));
  await putAll(clients.db, TableName, items);
  numbers = await table(keys("pk", "sk", { sk: "N" }));
  await putAll(
    clients.db,
    numbers,
    ["10", "-1", "9", "0.5", "-10.25", "1e20", "-1E-20", "0", "1E-20", "100"].map((sk) => ({
      pk: s("x"),
      sk: n(sk),
    })),
  );
});

const query = async (
  KeyConditionExpression: string,
  values: Record<string, AttributeValue>,
  more: Partial<QueryCommandInput> = {},
) =>
  clients.db.send(
    new QueryCommand({ TableName, KeyConditionExpression, ExpressionAttributeValues: values, ...more }),
  );
const sorts = (items: Item[] | undefined) => items?.map(({ sk }) => sk?.S?.slice(-2));
const scan = (more: Partial<ScanCommandInput> = {}) =>
  clients.db.send(new ScanCommand({ TableName, ...more }));

describe("key conditions", () => {
  const one = { ":p": s("one") };
  test.each<[string, Record<string, AttributeValue>, string[]]>([
    ["pk = :p", {}, ["00", "02", "04", "06", "08", "01", "03", "05", "07", "09"]],
    ["pk = :p AND sk = :s", { ":s": s("odd#03") }, ["03"]],
    ["pk = :p AND sk < :s", { ":s": s("even#04") }, ["00", "02"]],
    ["pk = :p AND sk <= :s", { ":s": s("even#04") }, ["00", "02", "04"]],
    ["pk = :p AND sk > :s", { ":s": s("odd#05") }, ["07", "09"]],
    ["pk = :p AND sk >= :s", { ":s": s("odd#05") }, ["05", "07", "09"]],
    ["pk = :p AND sk BETWEEN :s AND :t", { ":s": s("even#06"), ":t": s("odd#01") }, ["06", "08", "01"]],
    ["pk = :p AND begins_with(sk, :s)", { ":s": s("odd") }, ["01", "03", "05", "07", "09"]],
    ["begins_with(sk, :s) AND pk = :p", { ":s": s("even#0") }, ["00", "02", "04", "06", "08"]],
    [":p = pk AND :s < sk", { ":s": s("odd#05") }, ["07", "09"]],
    ["(pk = :p) AND (sk = :s)", { ":s": s("odd#03") }, ["03"]],
  ])("%s", async (condition, values, wanted) => {
    expect(sorts((await query(condition, { ...one, ...values })).Items)).toEqual(wanted);
  });

  test("names through aliases, in any case of keywords", async () => {
    const { Count } = await query(
      "#p = :p and Begins_With(#s, :s)".replace("Begins_With", "begins_with"),
      { ...one, ":s": s("odd") },
      {
        ExpressionAttributeNames: { "#p": "pk", "#s": "sk" },
      },
    );
    expect(Count).toBe(5);
  });

  test("numbers are in the order of their values", async () => {
    const { Items } = await clients.db.send(
      new QueryCommand({
        TableName: numbers,
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": s("x") },
      }),
    );
    expect(Items?.map(({ sk }) => Number(sk?.N))).toEqual([
      -10.25, -1, -1e-20, 0, 1e-20, 0.5, 9, 10, 100, 1e20,
    ]);
    const backwards = await clients.db.send(
      new QueryCommand({
        TableName: numbers,
        KeyConditionExpression: "pk = :p AND sk < :s",
        ExpressionAttributeValues: { ":p": s("x"), ":s": n("9.0") },
        ScanIndexForward: false,
        Limit: 2,
      }),
    );
    expect(backwards.Items?.map(({ sk }) => sk?.N)).toEqual(["0.5", "0.00000000000000000001"]);
  });

  test.each<[string, Record<string, AttributeValue>, string]>([
    ["sk = :p", { ":p": s("x") }, "Query condition missed key schema element: pk"],
    ["pk = :p AND a = :a", { ":p": s("x"), ":a": s("x") }, "Query condition missed key schema element: sk"],
    ["pk > :p", { ":p": s("x") }, "Query key condition not supported"],
    ["pk = :p OR sk = :p", { ":p": s("x") }, "Invalid operator used in KeyConditionExpression: OR"],
    ["pk = :p AND sk <> :p", { ":p": s("x") }, "Invalid operator used in KeyConditionExpression: <>"],
    [
      "pk = :p AND contains(sk, :p)",
      { ":p": s("x") },
      "Invalid operator used in KeyConditionExpression: contains",
    ],
    [
      "pk = :p AND sk > :p AND sk < :p",
      { ":p": s("x") },
      "KeyConditionExpressions must only contain one condition per key",
    ],
    [
      "pk = :p",
      { ":p": n(1) },
      "One or more parameter values were invalid: Condition parameter type does not match schema type",
    ],
    [
      "pk = :p AND sk BETWEEN :a AND :b",
      { ":p": s("x"), ":a": s("b"), ":b": s("a") },
      "The BETWEEN operator requires upper bound to be greater than or equal to lower bound",
    ],
  ])("refused: %s with %j", async (condition, values, message) => {
    await expect(query(condition, values)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining(message),
    });
  });

  test("neither key condition nor index there", async () => {
    await expect(clients.db.send(new QueryCommand({ TableName }))).rejects.toThrow(
      "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
    );
    await expect(query("pk = :p", one, { IndexName: "nope" })).rejects.toThrow(
      "The table does not have the specified index: nope",
    );
  });
});

describe("pages", () => {
  test("forwards and backwards, page by page, nothing twice", async () => {
    for (const ScanIndexForward of [true, false]) {
      const found: (string | undefined)[] = [];
      let ExclusiveStartKey: Item | undefined;
      do {
        const page = await query(
          "pk = :p",
          { ":p": s("one") },
          {
            ScanIndexForward,
            Limit: 3,
            ...(ExclusiveStartKey && { ExclusiveStartKey }),
          },
        );
        found.push(...(sorts(page.Items) ?? []));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
      const all = ["00", "02", "04", "06", "08", "01", "03", "05", "07", "09"];
      expect(found).toEqual(ScanIndexForward ? all : all.toReversed());
    }
  });

  test("a limit counts items before the filter", async () => {
    const page = await query(
      "pk = :p",
      { ":p": s("one"), ":a": s("a2") },
      { FilterExpression: "a = :a", Limit: 4 },
    );
    expect(page).toMatchObject({
      Count: 1,
      ScannedCount: 4,
      LastEvaluatedKey: { pk: s("one"), sk: s("even#06") },
    });
  });

  test("a page ends at 1 MB", async () => {
    const big = await table(keys("pk", "sk"));
    await putAll(
      clients.db,
      big,
      Array.from({ length: 6 }, (_, at) => ({ pk: s("x"), sk: s(`${at}`), a: s("x".repeat(300_000)) })),
    );
    const page = await clients.db.send(
      new QueryCommand({
        TableName: big,
        KeyConditionExpression: "pk = :p",
        ExpressionAttributeValues: { ":p": s("x") },
        ReturnConsumedCapacity: "TOTAL",
      }),
    );
    expect(page.Items?.length).toBeLessThan(6);
    expect(page.Items?.length).toBeGreaterThanOrEqual(3);
    expect(page.LastEvaluatedKey).toBeDefined();
  });

  test.each<[Item, string]>([
    [{ pk: s("one") }, "The provided starting key is invalid"],
    [
      { pk: s("two"), sk: s("x") },
      "The provided starting key is outside query boundaries based on provided conditions",
    ],
    [
      { pk: s("one"), sk: n(1) },
      "The provided starting key is invalid: The provided key element does not match the schema",
    ],
  ])("start key %j", async (ExclusiveStartKey, message) => {
    await expect(query("pk = :p", { ":p": s("one") }, { ExclusiveStartKey })).rejects.toThrow(message);
  });
});

describe("what is selected", () => {
  test("count", async () => {
    const page = await query("pk = :p", { ":p": s("one") }, { Select: "COUNT" });
    expect(page).toMatchObject({ Count: 10, ScannedCount: 10 });
    expect(page.Items).toBeUndefined();
  });

  test("attributes", async () => {
    const page = await query("pk = :p", { ":p": s("one") }, { ProjectionExpression: "a", Limit: 1 });
    expect(page.Items).toEqual([{ a: s("a0") }]);
    await expect(
      query("pk = :p", { ":p": s("one") }, { ProjectionExpression: "a", Select: "COUNT" }),
    ).rejects.toThrow("Cannot specify the ProjectionExpression when choosing to get only the Count");
    await expect(query("pk = :p", { ":p": s("one") }, { Select: "SPECIFIC_ATTRIBUTES" })).rejects.toThrow(
      "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
    );
  });

  test("filters may not look at the key", async () => {
    await expect(query("pk = :p", { ":p": s("one") }, { FilterExpression: "sk = :p" })).rejects.toThrow(
      "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
    );
  });
});

describe("indexes", () => {
  test("hold what has their keys, in their order", async () => {
    const { Items } = await query("g = :g AND v < :v", { ":g": s("g"), ":v": n(-4) }, { IndexName: "byG" });
    expect(Items?.map(({ v }) => v?.N)).toEqual(
      ["-8.5", "-7", "-5.5"].concat([]).filter((v) => Number(v) < -4),
    );
    expect((await query("g = :g", { ":g": s("g") }, { IndexName: "byG", Select: "COUNT" })).Count).toBe(16);
  });

  test("pages carry both keys", async () => {
    const page = await query("g = :g", { ":g": s("g") }, { IndexName: "byG", Limit: 5 });
    expect(Object.keys(page.LastEvaluatedKey ?? {}).sort()).toEqual(["g", "pk", "sk", "v"]);
    const rest = await query(
      "g = :g",
      { ":g": s("g") },
      {
        IndexName: "byG",
        ...(page.LastEvaluatedKey && { ExclusiveStartKey: page.LastEvaluatedKey }),
      },
    );
    expect(rest.Count).toBe(11);
  });

  test("project keys only, some or all attributes", async () => {
    const names = async (IndexName: string) =>
      Object.keys((await query("g = :g", { ":g": s("g") }, { IndexName, Limit: 1 })).Items?.[0] ?? {}).sort();
    expect(await names("keysOnly")).toEqual(["g", "pk", "sk"]);
    expect(await names("include")).toEqual(["a", "g", "pk", "sk"]);
    expect(await names("byG")).toEqual(["a", "g", "pk", "sk", "v"]);
  });

  test("a local index fetches what it does not have", async () => {
    const local = (more: Partial<QueryCommandInput>) =>
      query("pk = :p", { ":p": s("one") }, { IndexName: "local", Limit: 1, ...more });
    expect((await local({})).Items?.[0]?.["a"]).toBeUndefined();
    expect((await local({ Select: "ALL_ATTRIBUTES", ConsistentRead: true })).Items?.[0]?.["a"]).toBeDefined();
  });

  test("a global index neither reads consistently nor fetches", async () => {
    await expect(
      query("g = :g", { ":g": s("g") }, { IndexName: "byG", ConsistentRead: true }),
    ).rejects.toThrow("Consistent reads are not supported on global secondary indexes");
    await expect(
      query("g = :g", { ":g": s("g") }, { IndexName: "keysOnly", Select: "ALL_ATTRIBUTES" }),
    ).rejects.toThrow(
      "Select type ALL_ATTRIBUTES is not supported for global secondary index keysOnly because its projection type is not ALL",
    );
  });
});

describe("Scan", () => {
  test("finds everything once, page by page", async () => {
    const found = new Set<string>();
    let ExclusiveStartKey: Item | undefined;
    do {
      const page = await scan({ Limit: 7, ...(ExclusiveStartKey && { ExclusiveStartKey }) });
      for (const { sk, pk } of page.Items ?? []) found.add(`${pk?.S} ${sk?.S}`);
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    expect(found.size).toBe(20);
  });

  test("in segments, all of which together are all", async () => {
    const pages = await Promise.all([0, 1, 2, 3].map((Segment) => scan({ Segment, TotalSegments: 4 })));
    expect(pages.reduce((sum, { Count }) => sum + (Count ?? 0), 0)).toBe(20);
  });

  test("with a filter, of an index", async () => {
    expect(
      await scan({ FilterExpression: "begins_with(sk, :s)", ExpressionAttributeValues: { ":s": s("odd") } }),
    ).toMatchObject({ Count: 10, ScannedCount: 20 });
    expect((await scan({ IndexName: "byG" })).Count).toBe(16);
  });

  test.each<[Partial<ScanCommandInput>, string]>([
    [
      { Segment: 0 },
      "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    ],
    [
      { TotalSegments: 2 },
      "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
    ],
    [
      { Segment: 2, TotalSegments: 2 },
      "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 2 is not less than TotalSegments: 2",
    ],
    [{ Limit: 0 }, "failed to satisfy constraint: Member must have value greater than or equal to 1"],
    [
      { Select: "ALL_PROJECTED_ATTRIBUTES" },
      "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
    ],
  ])("refused: %j", async (input, message) => {
    await expect(scan(input)).rejects.toThrow(message);
  });
});

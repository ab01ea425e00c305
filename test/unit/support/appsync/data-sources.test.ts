import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { DataSource } from "../../../../src/local/services/appsync/data-sources/data-source.ts";
import { toMapValues } from "../../../../src/local/services/appsync/runtime/attribute-values.ts";
import { dynamodbModule as ddb } from "../../../../src/local/services/appsync/runtime/dynamodb-module.ts";
import { dynamodb } from "../../../support/appsync/data-sources/dynamodb.ts";
import { lambda } from "../../../support/appsync/data-sources/lambda.ts";
import { createTable } from "../../../support/dynamodb/create-table.ts";
import { type LocalDynamoDB, startDynamoDB } from "../../../support/dynamodb/start-dynamodb.ts";

let engine: LocalDynamoDB;
let table: string;
let source: DataSource;
let turn = 0;

beforeAll(async () => {
  engine = await startDynamoDB();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  table = `things${turn++}`;
  await createTable(engine.client, table);
  source = dynamodb(engine.client, table);
});

const key = (sk: string) => ({ pk: "p", sk });
const put = (sk: string, item: Record<string, unknown> = {}) =>
  source.execute(ddb.put({ key: key(sk), item }));
const missing = { expression: "attribute_not_exists(pk)" };

describe("a DynamoDB data source", () => {
  test("keeps every kind of value", async () => {
    const item = { s: "x", n: 1.5, b: true, nil: null, l: [1, "a"], m: { deep: [{ a: 1 }] } };
    expect((await put("1", item)).result).toEqual({ ...key("1"), ...item });
    expect(await source.execute(ddb.get({ key: key("1") }))).toEqual({
      result: { ...key("1"), ...item },
      error: null,
    });
    expect((await source.execute(ddb.get({ key: key("2") }))).result).toBeNull();
  });

  test("updates, projects and deletes", async () => {
    await put("1", { n: 1, gone: 1, l: [1] });
    const update = {
      n: ddb.operations.increment(2),
      gone: ddb.operations.remove(),
      l: ddb.operations.append([2]),
      s: "new",
    };
    const updated = await source.execute(ddb.update({ key: key("1"), update }));
    expect(updated.result).toEqual({ ...key("1"), n: 3, l: [1, 2], s: "new" });
    const projected = await source.execute(ddb.get({ key: key("1"), projection: ["n", "l[1]"] }));
    expect(projected.result).toEqual({ n: 3, l: [2] });
    expect((await source.execute(ddb.remove({ key: key("1") }))).result).toMatchObject({ s: "new" });
    expect((await source.execute(ddb.remove({ key: key("1") }))).result).toBeNull();
  });

  test("reports a failed condition with the item as it is", async () => {
    await put("1", { n: 1 });
    const request = { operation: "PutItem", key: toMapValues(key("1")), condition: missing };
    const refused = await source.execute({ ...request, attributeValues: toMapValues({ n: 2 }) });
    expect(refused).toMatchObject({
      result: { n: 1 },
      error: { type: "DynamoDB:ConditionalCheckFailedException" },
    });
    const same = await source.execute({ ...request, attributeValues: toMapValues({ n: 1 }) });
    expect(same).toMatchObject({ result: { n: 1 }, error: null });
    const alike = {
      ...request,
      attributeValues: toMapValues({ n: 2 }),
      condition: { ...missing, equalsIgnore: ["n"] },
    };
    expect((await source.execute(alike)).error).toBeNull();
    const gone = ddb.remove({ key: key("9"), condition: { n: { eq: 1 } } });
    expect((await source.execute(gone)).error).toBeNull();
  });

  test("queries an index in either direction, page by page", async () => {
    for (const n of [1, 2, 3]) await put(String(n), { gsi1_pk: "g", gsi1_sk: `s${n}`, n });
    const request = { query: { gsi1_pk: { eq: "g" } }, index: "gsi1", limit: 2, scanIndexForward: false };
    const first = (await source.execute(ddb.query(request))).result as {
      items: { n: number }[];
      nextToken: string;
    };
    expect(first.items.map(({ n }) => n)).toEqual([3, 2]);
    const next = await source.execute(ddb.query({ ...request, nextToken: first.nextToken }));
    expect(next.result).toMatchObject({ items: [{ n: 1 }], nextToken: null, scannedCount: 1 });
    const foreign = await source.execute(
      ddb.query({ query: { pk: { eq: "p" } }, nextToken: first.nextToken }),
    );
    expect(foreign.error).toMatchObject({ type: "BadRequestException" });
    const filtered = await source.execute(
      ddb.query({ query: { pk: { eq: "p" } }, filter: { n: { gt: 1 } } }),
    );
    expect(filtered.result).toMatchObject({ items: [{ n: 2 }, { n: 3 }], scannedCount: 3 });
  });

  test("gets a batch in the order asked, with null for what is missing", async () => {
    await source.execute(
      ddb.batchPut({
        tables: {
          [table]: [
            { ...key("1"), n: 1 },
            { ...key("2"), n: 2 },
          ],
        },
      }),
    );
    const batch = ddb.batchGet({ tables: { [table]: { keys: [key("2"), key("9"), key("1")] } } });
    expect((await source.execute(batch)).result).toEqual({
      data: { [table]: [{ ...key("2"), n: 2 }, null, { ...key("1"), n: 1 }] },
      unprocessedKeys: { [table]: [] },
    });
    await source.execute(ddb.batchDelete({ tables: { [table]: [key("1"), key("2")] } }));
    expect((await source.execute(ddb.get({ key: key("1") }))).result).toBeNull();
  });

  test("writes and reads transactions, and says why one was cancelled", async () => {
    await put("1", { n: 1 });
    const good = ddb.transactWrite({
      items: [
        { updateItem: { table, key: key("1"), update: { n: 5 }, condition: { n: { eq: 1 } } } },
        { putItem: { table, key: key("2"), item: { n: 2 } } },
        { deleteItem: { table, key: key("3") } },
      ],
    });
    expect((await source.execute(good)).result).toEqual({
      keys: ["1", "2", "3"].map(key),
      cancellationReasons: null,
    });
    const read = ddb.transactGet({
      items: [
        { table, key: key("1") },
        { table, key: key("3") },
      ],
    });
    expect((await source.execute(read)).result).toEqual({
      items: [{ ...key("1"), n: 5 }, null],
      cancellationReasons: null,
    });
    const bad = ddb.transactWrite({
      items: [
        { conditionCheck: { table, key: key("1"), condition: { n: { eq: 1 } } } },
        { putItem: { table, key: key("4"), item: {} } },
      ],
    });
    expect(await source.execute(bad)).toMatchObject({
      error: { type: "DynamoDB:TransactionCanceledException" },
      result: {
        keys: null,
        cancellationReasons: [{ type: "ConditionCheckFailed", item: { n: 5 } }, { type: "None" }],
      },
    });
  });

  test("refuses what it does not know, and values without a type", async () => {
    await expect(source.execute({ operation: "Sync" })).rejects.toThrow(/Sync/);
    const untyped = { operation: "GetItem", key: { pk: "p", sk: "1" } };
    await expect(source.execute(untyped)).rejects.toThrow(/expected a typed DynamoDB value/);
    const invalid = await source.execute({ operation: "Query", query: { expression: "nonsense" } });
    expect(invalid.error?.type).toBe("DynamoDB:ValidationException");
  });
});

describe("a Lambda data source", () => {
  test("invokes with the payload, and turns what is thrown into an error", async () => {
    const double = lambda((payload) => (payload as { n: number }).n * 2);
    expect((await double.execute({ operation: "Invoke", payload: { n: 2 } })).result).toBe(4);
    const failing = lambda(() => {
      throw new Error("broken");
    });
    expect((await failing.execute({ operation: "Invoke", payload: null })).error).toEqual({
      message: "broken",
      type: "Lambda:Unhandled",
    });
  });

  test("invokes once for a batch", async () => {
    const seen: unknown[] = [];
    const echo = lambda((payloads) => {
      seen.push(payloads);
      return (payloads as number[]).map((n) => n + 1);
    });
    const requests = [1, 2, 3].map((payload) => echo.execute({ operation: "BatchInvoke", payload }));
    expect((await Promise.all(requests)).map(({ result }) => result)).toEqual([2, 3, 4]);
    expect(seen).toEqual([[1, 2, 3]]);
  });
});

import {
  type AttributeValue,
  BatchExecuteStatementCommand,
  ExecuteStatementCommand,
  ExecuteTransactionCommand,
} from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { dynamo, keys, n, putAll, s } from "./support.ts";

const { clients, table } = dynamo();
let TableName: string;

beforeAll(async () => {
  TableName = await table(keys("pk", "sk"));
  await putAll(
    clients.db,
    TableName,
    Array.from({ length: 10 }, (_, at) => ({
      pk: s("one"),
      sk: s(`${at}`),
      v: n(at),
      m: { M: { a: n(at) } },
    })),
  );
});

const run = (Statement: string, Parameters?: AttributeValue[], more: object = {}) =>
  clients.db.send(
    new ExecuteStatementCommand({
      Statement: Statement.replaceAll("TABLE", `"${TableName}"`),
      ...(Parameters && { Parameters }),
      ...more,
    }),
  );

describe("SELECT", () => {
  test.each<[string, AttributeValue[] | undefined, number]>([
    ["SELECT * FROM TABLE WHERE pk = 'one'", undefined, 10],
    ["SELECT * FROM TABLE WHERE pk = ? AND sk = ?", [s("one"), s("3")], 1],
    ["SELECT * FROM TABLE WHERE pk = ? AND sk BETWEEN '2' AND '4'", [s("one")], 3],
    ["SELECT * FROM TABLE WHERE pk = ? AND v > 6", [s("one")], 3],
    ["SELECT * FROM TABLE WHERE pk = 'one' AND v IN [1, 2, 77]", undefined, 2],
    ["SELECT * FROM TABLE WHERE pk = 'one' AND (v = 1 OR v = 2)", undefined, 2],
    ["SELECT * FROM TABLE WHERE pk = 'one' AND NOT v = 1", undefined, 9],
    ["SELECT * FROM TABLE WHERE begins_with(pk, 'o')", undefined, 10],
    ["SELECT * FROM TABLE WHERE pk = 'one' AND m.a = 4", undefined, 1],
    ["SELECT * FROM TABLE WHERE pk = 'one' AND nothing IS MISSING", undefined, 10],
    ["SELECT * FROM TABLE WHERE pk = 'two'", undefined, 0],
  ])("%s", async (statement, parameters, count) => {
    expect((await run(statement, parameters)).Items).toHaveLength(count);
  });

  test("attributes, order and pages", async () => {
    const { Items } = await run(`SELECT v, m.a FROM TABLE WHERE pk = 'one' AND sk = '5'`);
    expect(Items?.[0]?.["v"]).toEqual(n(5));
    const last = await run("SELECT * FROM TABLE WHERE pk = 'one' ORDER BY sk DESC", undefined, { Limit: 3 });
    expect(last.Items?.map(({ sk }) => sk?.S)).toEqual(["9", "8", "7"]);
    const next = await run("SELECT * FROM TABLE WHERE pk = 'one' ORDER BY sk DESC", undefined, {
      Limit: 3,
      NextToken: last.NextToken,
    });
    expect(next.Items?.map(({ sk }) => sk?.S)).toEqual(["6", "5", "4"]);
  });

  test("malformed statements and wrong numbers of parameters", async () => {
    await expect(run("FROB")).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining("Statement wasn't well formed"),
    });
    await expect(run("SELECT * FROM TABLE WHERE pk = ?", [s("a"), s("b")])).rejects.toThrow(
      "Number of parameters in request and statement don't match",
    );
  });
});

describe("INSERT, UPDATE, DELETE", () => {
  test("an item's life", async () => {
    await run(
      "INSERT INTO TABLE VALUE {'pk': 'life', 'sk': ?, 'n': 1, 'tags': <<'a', 'b'>>, 'l': [1, 'x', {'y': true}]}",
      [s("1")],
    );
    await expect(run("INSERT INTO TABLE VALUE {'pk': 'life', 'sk': '1'}")).rejects.toMatchObject({
      name: "DuplicateItemException",
    });
    const updated = await run(
      "UPDATE TABLE SET n = n + 2 SET l[0] = ? REMOVE tags WHERE pk = 'life' AND sk = '1' RETURNING ALL NEW *",
      [s("first")],
    );
    expect(updated.Items).toEqual([
      { pk: s("life"), sk: s("1"), n: n(3), l: { L: [s("first"), s("x"), { M: { y: { BOOL: true } } }] } },
    ]);
    await expect(
      run("UPDATE TABLE SET n = 1 WHERE pk = 'life' AND sk = '1' AND n = 99"),
    ).rejects.toMatchObject({ name: "ConditionalCheckFailedException" });
    const removed = await run("DELETE FROM TABLE WHERE pk = 'life' AND sk = '1' RETURNING ALL OLD *");
    expect(removed.Items).toHaveLength(1);
    expect((await run("SELECT * FROM TABLE WHERE pk = 'life'")).Items).toEqual([]);
    await expect(run("UPDATE TABLE SET n = 1 WHERE pk = 'life' AND sk = '1'")).rejects.toMatchObject({
      name: "ConditionalCheckFailedException",
    });
  });

  test("the whole key is needed", async () => {
    await expect(run("DELETE FROM TABLE WHERE pk = 'life'")).rejects.toThrow(
      "Where clause does not contain a mandatory equality on all key attributes",
    );
  });
});

describe("several statements", () => {
  const named = (Statement: string) => ({ Statement: Statement.replaceAll("TABLE", `"${TableName}"`) });

  test("a batch answers each", async () => {
    const { Responses } = await clients.db.send(
      new BatchExecuteStatementCommand({
        Statements: [
          "SELECT * FROM TABLE WHERE pk = 'one' AND sk = '1'",
          "SELECT * FROM TABLE WHERE pk = 'one' AND sk = 'no'",
          "SELECT * FROM TABLE WHERE pk = 'one'",
        ].map(named),
      }),
    );
    expect(Responses?.[0]?.Item?.["v"]).toEqual(n(1));
    expect(Responses?.[1]?.Item).toBeUndefined();
    expect(Responses?.[2]?.Error?.Code).toBe("ValidationError");
  });

  test("a transaction does all or nothing", async () => {
    const send = (...statements: string[]) =>
      clients.db.send(new ExecuteTransactionCommand({ TransactStatements: statements.map(named) }));
    await send(
      "INSERT INTO TABLE VALUE {'pk': 'tx', 'sk': '1'}",
      "EXISTS(SELECT * FROM TABLE WHERE pk = 'one' AND sk = '1' AND v = 1)",
    );
    await expect(
      send(
        "INSERT INTO TABLE VALUE {'pk': 'tx', 'sk': '2'}",
        "INSERT INTO TABLE VALUE {'pk': 'tx', 'sk': '1'}",
      ),
    ).rejects.toMatchObject({
      name: "TransactionCanceledException",
      CancellationReasons: [{ Code: "None" }, { Code: "DuplicateItem" }],
    });
    const { Responses } = await send(
      "SELECT * FROM TABLE WHERE pk = 'tx' AND sk = '1'",
      "SELECT * FROM TABLE WHERE pk = 'tx' AND sk = '2'",
    );
    expect(Responses).toEqual([{ Item: { pk: s("tx"), sk: s("1") } }, {}]);
  });
});

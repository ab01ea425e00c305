import {
  type AttributeValue,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { dynamo, type Item, keys, n, s } from "./support.ts";

const { clients, table } = dynamo();
let TableName: string;

beforeAll(async () => {
  TableName = await table(keys("pk"));
});

let count = 0;
const stored: Item = {
  a: s("abc"),
  n: n(5),
  b: { B: new Uint8Array([1, 2, 3]) },
  t: { BOOL: true },
  z: { NULL: true },
  ss: { SS: ["x", "y"] },
  ns: { NS: ["1", "2.5"] },
  l: { L: [s("one"), n(2), { L: [s("deep")] }] },
  m: { M: { held: s("v"), many: { L: [n(1), n(2)] } } },
};

async function fresh(item: Item = stored): Promise<Item> {
  count += 1;
  const pk = s(`item-${count}`);
  await clients.db.send(new PutItemCommand({ TableName, Item: { ...item, pk } }));
  return { pk };
}

describe("conditions", () => {
  const cases: readonly (readonly [string, Record<string, AttributeValue> | undefined, boolean])[] = [
    ["a = :v", { ":v": s("abc") }, true],
    ["a = :v", { ":v": s("abd") }, false],
    ["a = :v", { ":v": n(1) }, false],
    ["a <> :v", { ":v": n(1) }, true],
    ["absent <> :v", { ":v": n(1) }, true],
    ["absent = :v", { ":v": n(1) }, false],
    ["n < :v", { ":v": n("5.0000000001") }, true],
    ["n <= :v", { ":v": n("5.0") }, true],
    ["n > :v", { ":v": n("-1e10") }, true],
    ["n >= :v", { ":v": n("50e-1") }, true],
    ["n < :v", { ":v": s("6") }, false],
    ["a < :v", { ":v": s("abd") }, true],
    ["a > :v", { ":v": s("ABC") }, true],
    ["b < :v", { ":v": { B: new Uint8Array([1, 2, 4]) } }, true],
    ["n BETWEEN :v AND :w", { ":v": n(5), ":w": n(6) }, true],
    ["n BETWEEN :v AND :w", { ":v": n(6), ":w": n(7) }, false],
    ["a IN (:v, :w)", { ":v": s("x"), ":w": s("abc") }, true],
    ["a IN (:v)", { ":v": s("x") }, false],
    ["attribute_exists(a)", undefined, true],
    ["attribute_exists(m.held)", undefined, true],
    ["attribute_exists(m.further)", undefined, false],
    ["attribute_exists(l[1])", undefined, true],
    ["attribute_exists(l[9])", undefined, false],
    ["attribute_not_exists(further)", undefined, true],
    ["attribute_not_exists(a)", undefined, false],
    ["attribute_type(a, :v)", { ":v": s("S") }, true],
    ["attribute_type(ss, :v)", { ":v": s("SS") }, true],
    ["attribute_type(z, :v)", { ":v": s("NULL") }, true],
    ["attribute_type(m, :v)", { ":v": s("L") }, false],
    ["begins_with(a, :v)", { ":v": s("ab") }, true],
    ["begins_with(a, :v)", { ":v": s("b") }, false],
    ["begins_with(b, :v)", { ":v": { B: new Uint8Array([1, 2]) } }, true],
    ["contains(a, :v)", { ":v": s("bc") }, true],
    ["contains(ss, :v)", { ":v": s("y") }, true],
    ["contains(ns, :v)", { ":v": n("2.50") }, true],
    ["contains(l, :v)", { ":v": n(2) }, true],
    ["contains(l, :v)", { ":v": { L: [s("deep")] } }, true],
    ["contains(l, :v)", { ":v": s("deep") }, false],
    ["size(a) = :v", { ":v": n(3) }, true],
    ["size(b) = :v", { ":v": n(3) }, true],
    ["size(ss) = :v", { ":v": n(2) }, true],
    ["size(l) > :v", { ":v": n(2) }, true],
    ["size(m) = :v", { ":v": n(2) }, true],
    ["size(n) = :v", { ":v": n(1) }, false],
    ["NOT a = :v", { ":v": s("x") }, true],
    ["a = :v AND n = :w", { ":v": s("abc"), ":w": n(5) }, true],
    ["a = :v OR n = :w", { ":v": s("x"), ":w": n(5) }, true],
    ["a = :v OR a = :w AND n = :w", { ":v": s("abc"), ":w": n(1) }, true],
    ["(a = :v OR a = :w) AND n = :w", { ":v": s("abc"), ":w": n(1) }, false],
    ["NOT (a = :v OR t = :w)", { ":v": s("x"), ":w": { BOOL: false } }, true],
    ["ss = :v", { ":v": { SS: ["y", "x"] } }, true],
    ["m = :v", { ":v": stored["m"] as AttributeValue }, true],
    ["l[2][0] = :v", { ":v": s("deep") }, true],
    ["m.many[1] = :v", { ":v": n(2) }, true],
    ["a = a2", undefined, false],
    [":v = a", { ":v": s("abc") }, true],
    ["a between :v and :w and not n in (:x)", { ":v": s("a"), ":w": s("b"), ":x": n(9) }, true],
  ];
  test.each(cases)("%s with %j is %s", async (ConditionExpression, ExpressionAttributeValues, holds) => {
    const Key = await fresh();
    const sent = clients.db.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: "SET touched = n",
        ConditionExpression,
        ...(ExpressionAttributeValues && { ExpressionAttributeValues }),
      }),
    );
    if (holds) await sent;
    else await expect(sent).rejects.toMatchObject({ name: "ConditionalCheckFailedException" });
  });
});

describe("updates", () => {
  const cases: readonly (readonly [
    string,
    Record<string, AttributeValue> | undefined,
    Partial<Record<string, AttributeValue | undefined>>,
  ])[] = [
    ["SET a = :v", { ":v": n(1) }, { a: n(1) }],
    ["SET fresh = a", undefined, { fresh: s("abc") }],
    ["SET n = n + :v", { ":v": n("0.25") }, { n: n("5.25") }],
    ["SET n = :v - n", { ":v": n(1) }, { n: n(-4) }],
    ["SET x = if_not_exists(x, :v)", { ":v": n(7) }, { x: n(7) }],
    ["SET n = if_not_exists(n, :v)", { ":v": n(7) }, { n: n(5) }],
    ["SET x = if_not_exists(x, :v) + :w", { ":v": n(0), ":w": n(3) }, { x: n(3) }],
    [
      "SET l = list_append(l, :v)",
      { ":v": { L: [s("end")] } },
      { l: { L: [s("one"), n(2), { L: [s("deep")] }, s("end")] } },
    ],
    ["SET l = list_append(:v, l)", { ":v": { L: [] } }, { l: stored["l"] }],
    ["SET l[0] = :v", { ":v": s("first") }, { l: { L: [s("first"), n(2), { L: [s("deep")] }] } }],
    [
      "SET l[20] = :v, l[10] = :w",
      { ":v": s("20"), ":w": s("10") },
      { l: { L: [s("one"), n(2), { L: [s("deep")] }, s("10"), s("20")] } },
    ],
    ["SET m.held = :v", { ":v": n(1) }, { m: { M: { held: n(1), many: { L: [n(1), n(2)] } } } }],
    [
      "SET m.added = :v",
      { ":v": n(1) },
      { m: { M: { held: s("v"), added: n(1), many: { L: [n(1), n(2)] } } } },
    ],
    ["SET a = n, n = a", undefined, { a: n(5), n: s("abc") }],
    ["REMOVE a, t", undefined, { a: undefined, t: undefined }],
    ["REMOVE absent", undefined, { a: s("abc") }],
    ["REMOVE l[0], l[2]", undefined, { l: { L: [n(2)] } }],
    ["REMOVE m.held", undefined, { m: { M: { many: { L: [n(1), n(2)] } } } }],
    ["ADD n :v", { ":v": n(-5) }, { n: n(0) }],
    ["ADD fresh :v", { ":v": n(3) }, { fresh: n(3) }],
    ["ADD fresh :v", { ":v": { SS: ["q"] } }, { fresh: { SS: ["q"] } }],
    ["DELETE ss :v", { ":v": { SS: ["x", "gone"] } }, { ss: { SS: ["y"] } }],
    ["DELETE ss :v", { ":v": { SS: ["x", "y"] } }, { ss: undefined }],
    [
      "SET a = :v REMOVE t ADD n :w DELETE ss :x",
      { ":v": s("v"), ":w": n(1), ":x": { SS: ["x"] } },
      { a: s("v"), t: undefined, n: n(6), ss: { SS: ["y"] } },
    ],
  ];
  test.each(cases)("%s with %j", async (UpdateExpression, ExpressionAttributeValues, wanted) => {
    const Key = await fresh();
    const { Attributes } = await clients.db.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression,
        ...(ExpressionAttributeValues && { ExpressionAttributeValues }),
        ReturnValues: "ALL_NEW",
      }),
    );
    for (const [name, value] of Object.entries(wanted)) expect(Attributes?.[name]).toEqual(value);
  });

  test("adding to a set keeps each member once", async () => {
    const Key = await fresh();
    const { Attributes } = await clients.db.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: "ADD ss :v",
        ExpressionAttributeValues: { ":v": { SS: ["y", "z"] } },
        ReturnValues: "ALL_NEW",
      }),
    );
    expect(new Set(Attributes?.["ss"]?.SS)).toEqual(new Set(["x", "y", "z"]));
  });

  test("an update of an item that is not there makes it", async () => {
    const Key = { pk: s("made-by-update") };
    await clients.db.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: "SET a = :v",
        ExpressionAttributeValues: { ":v": s("x") },
      }),
    );
    const { Item } = await clients.db.send(new GetItemCommand({ TableName, Key }));
    expect(Item).toEqual({ ...Key, a: s("x") });
  });

  test.each([
    ["ALL_OLD", { n: n(5), a: s("abc") }, true],
    ["UPDATED_OLD", { n: n(5) }, false],
    ["UPDATED_NEW", { n: n(6) }, false],
    ["ALL_NEW", { n: n(6), a: s("abc") }, true],
  ] as const)("ReturnValues %s", async (ReturnValues, wanted, whole) => {
    const Key = await fresh();
    const { Attributes } = await clients.db.send(
      new UpdateItemCommand({
        TableName,
        Key,
        UpdateExpression: "ADD n :v",
        ExpressionAttributeValues: { ":v": n(1) },
        ReturnValues,
      }),
    );
    expect(Attributes).toMatchObject(wanted);
    expect(Object.keys(Attributes ?? {}).length > 1).toBe(whole);
  });
});

describe("what is refused", () => {
  const conditionFaults: readonly (readonly [string, string])[] = [
    ["", "The expression can not be empty"],
    ["a = ", 'Syntax error; token: "<EOF>"'],
    ["a == :v", 'Syntax error; token: "="'],
    ["name = :v", "Attribute name is a reserved keyword; reserved keyword: name"],
    ["frob(a, :v)", "Invalid function name; function: frob"],
    ["((a = :v))", "The expression has redundant parentheses"],
    ["a = :w", "An expression attribute value used in expression is not defined; attribute value: :w"],
    ["#a = :v", "An expression attribute name used in the document path is not defined; attribute name: #a"],
    ["attribute_exists(:v)", "Operator or function requires a document path"],
    ["attribute_exists(a, :v)", "Incorrect number of operands for operator or function"],
    [
      "begins_with(a, :v)",
      "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N",
    ],
    ["size(a)", "The function is not allowed to be used this way in an expression; function: size"],
    ["contains(a, a)", "The first operand must be distinct from the remaining operands"],
    [
      "a BETWEEN :v AND :u",
      "The BETWEEN operator requires upper bound to be greater than or equal to lower bound",
    ],
    ["attribute_type(a, :s)", "Invalid attribute type name found; type: frob"],
  ];
  test.each(conditionFaults)("condition %j: %s", async (ConditionExpression, message) => {
    const all: Record<string, AttributeValue> = { ":v": n(9), ":u": n(1), ":s": s("frob") };
    const used = Object.entries(all).filter(([name]) => ConditionExpression.includes(name));
    const values = used.length === 0 ? [[":v", n(9)] as const] : used;
    await expect(
      clients.db.send(
        new PutItemCommand({
          TableName,
          Item: { pk: s("x") },
          ConditionExpression,
          ExpressionAttributeValues: Object.fromEntries(values),
        }),
      ),
    ).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining(`Invalid ConditionExpression: ${message}`),
    });
  });

  const updateFaults: readonly (readonly [string, Record<string, AttributeValue> | undefined, string])[] = [
    [
      "SET a = :v SET b = :v",
      { ":v": n(1) },
      'The "SET" section can only be used once in an update expression;',
    ],
    [
      "SET a = :v, a = :v",
      { ":v": n(1) },
      "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]",
    ],
    ["SET m.a = :v, m[0] = :v", { ":v": n(1) }, "Two document paths conflict with each other"],
    [
      "ADD a :v",
      { ":v": s("x") },
      "Incorrect operand type for operator or function; operator: ADD, operand type: STRING",
    ],
    [
      "DELETE a :v",
      { ":v": n(1) },
      "Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER",
    ],
    [
      "SET a = a + :v",
      { ":v": s("x") },
      "Incorrect operand type for operator or function; operator or function: +, operand type: S",
    ],
    [
      "SET a = list_append(a, :v)",
      { ":v": n(1) },
      "Incorrect operand type for operator or function; operator or function: list_append, operand type: N",
    ],
    ["SET a = frob(a, :v)", { ":v": n(1) }, "Invalid function name; function: frob"],
    ["FROB a = :v", { ":v": n(1) }, 'Syntax error; token: "FROB"'],
  ];
  test.each(updateFaults)("update %j", async (UpdateExpression, ExpressionAttributeValues, message) => {
    const Key = await fresh();
    await expect(
      clients.db.send(
        new UpdateItemCommand({
          TableName,
          Key,
          UpdateExpression,
          ...(ExpressionAttributeValues && { ExpressionAttributeValues }),
        }),
      ),
    ).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining(`Invalid UpdateExpression: ${message}`),
    });
  });

  const runtimeFaults: readonly (readonly [string, Record<string, AttributeValue> | undefined, string])[] = [
    [
      "SET x = absent",
      undefined,
      "The provided expression refers to an attribute that does not exist in the item",
    ],
    ["SET n = a + :v", { ":v": n(1) }, "An operand in the update expression has an incorrect data type"],
    [
      "SET absent.x = :v",
      { ":v": n(1) },
      "The document path provided in the update expression is invalid for update",
    ],
    ["ADD a :v", { ":v": n(1) }, "An operand in the update expression has an incorrect data type"],
    ["SET pk = :v", { ":v": s("x") }, "Cannot update attribute pk. This attribute is part of the key"],
    ["SET big = :v + :w", { ":v": n("9E+125"), ":w": n("9E+125") }, "Number overflow"],
  ];
  test.each(runtimeFaults)(
    "update %j on an item",
    async (UpdateExpression, ExpressionAttributeValues, message) => {
      const Key = await fresh();
      await expect(
        clients.db.send(
          new UpdateItemCommand({
            TableName,
            Key,
            UpdateExpression,
            ...(ExpressionAttributeValues && { ExpressionAttributeValues }),
          }),
        ),
      ).rejects.toMatchObject({ name: "ValidationException", message: expect.stringContaining(message) });
    },
  );

  test("names and values that nothing uses", async () => {
    const put = (more: object) =>
      clients.db.send(new PutItemCommand({ TableName, Item: { pk: s("x") }, ...more }));
    await expect(
      put({ ConditionExpression: "attribute_not_exists(a)", ExpressionAttributeValues: { ":v": n(1) } }),
    ).rejects.toThrow("Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}");
    await expect(
      put({ ConditionExpression: "attribute_not_exists(a)", ExpressionAttributeNames: { "#v": "a" } }),
    ).rejects.toThrow("Value provided in ExpressionAttributeNames unused in expressions: keys: {#v}");
    await expect(put({ ExpressionAttributeNames: { "#v": "a" } })).rejects.toThrow(
      "ExpressionAttributeNames can only be specified when using expressions",
    );
    await expect(put({ ExpressionAttributeValues: { ":v": n(1) } })).rejects.toThrow(
      "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null",
    );
  });

  test("expressions of more than 4 KB and of more than 300 operators", async () => {
    const long = Array.from({ length: 600 }, () => "a = :v").join(" OR ");
    const put = (ConditionExpression: string) =>
      clients.db.send(
        new PutItemCommand({
          TableName,
          Item: { pk: s("x") },
          ConditionExpression,
          ExpressionAttributeValues: { ":v": n(1) },
        }),
      );
    await expect(put(long)).rejects.toThrow("Expression size has exceeded the maximum allowed size");
    await expect(put(Array.from({ length: 200 }, () => "a=:v").join(" OR "))).rejects.toThrow(
      "The expression contains too many operators",
    );
  });
});

import fc from "fast-check";
import {
  conditionExpression,
  type Expression,
  filterExpression,
  projectionExpression,
  updateExpression,
} from "./arbitrary-expressions.ts";
import { attributes, keyValue, type WireItem, type WireValue } from "./arbitrary-values.ts";
import type { TableShape } from "./tables.ts";

export interface Step {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Whether the order of items in the answer means something. */
  readonly ordered: boolean;
}

const table = "differential";

/** Leaves out what is not given. */
function given(input: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

function values(...expressions: readonly (Expression | undefined)[]): object | undefined {
  const all = Object.assign({}, ...expressions.map((expression) => expression?.values ?? {})) as object;
  return Object.keys(all).length === 0 ? undefined : all;
}

const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

/** Random operations on a table of one shape. */
export function steps(shape: TableShape): fc.Arbitrary<Step> {
  const key = fc.record(Object.fromEntries(shape.keys.map(({ name, type }) => [name, keyValue(type)])), {
    noNullPrototype: true,
  }) as fc.Arbitrary<WireItem>;
  const indexKey = rarely(keyValue("S"));
  const item = fc
    .tuple(attributes, key, indexKey)
    .map(([rest, keys, gk]): WireItem => ({ ...rest, ...(gk === undefined ? {} : { gk }), ...keys }));
  const step = (operation: string, input: Record<string, unknown>, ordered = true): Step => ({
    operation,
    input: given({ TableName: table, ...input }),
    ordered,
  });

  const put = fc
    .tuple(
      item,
      rarely(conditionExpression),
      rarely(fc.constantFrom("ALL_OLD", "NONE")),
      rarely(fc.constant("ALL_OLD")),
    )
    .map(([Item, condition, ReturnValues, onFailure]) =>
      step("PutItem", {
        Item,
        ConditionExpression: condition?.text,
        ExpressionAttributeValues: values(condition),
        ReturnValues,
        ReturnValuesOnConditionCheckFailure: onFailure,
      }),
    );
  const get = fc
    .tuple(key, rarely(projectionExpression))
    .map(([Key, ProjectionExpression]) => step("GetItem", { Key, ProjectionExpression }));
  const update = fc
    .tuple(
      key,
      rarely(updateExpression),
      rarely(conditionExpression),
      rarely(fc.constantFrom("ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW")),
    )
    .map(([Key, expression, condition, ReturnValues]) =>
      step("UpdateItem", {
        Key,
        UpdateExpression: expression?.text,
        ConditionExpression: condition?.text,
        ExpressionAttributeValues: values(expression, condition),
        ReturnValues,
      }),
    );
  const remove = fc
    .tuple(key, rarely(conditionExpression), rarely(fc.constant("ALL_OLD")))
    .map(([Key, condition, ReturnValues]) =>
      step("DeleteItem", {
        Key,
        ConditionExpression: condition?.text,
        ExpressionAttributeValues: values(condition),
        ReturnValues,
      }),
    );
  const transaction = fc
    .array(
      fc.oneof(
        item.map((Item) => ({ Put: { TableName: table, Item } })),
        key.map((Key) => ({ Delete: { TableName: table, Key } })),
        fc.tuple(key, updateExpression).map(([Key, expression]) => ({
          Update: given({
            TableName: table,
            Key,
            UpdateExpression: expression.text,
            ExpressionAttributeValues: values(expression),
          }),
        })),
        fc.tuple(key, conditionExpression).map(([Key, condition]) => ({
          ConditionCheck: given({
            TableName: table,
            Key,
            ConditionExpression: condition.text,
            ExpressionAttributeValues: values(condition),
          }),
        })),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map(
      (TransactItems): Step => ({ operation: "TransactWriteItems", input: { TransactItems }, ordered: true }),
    );
  const transactGet = fc.array(key, { minLength: 1, maxLength: 3 }).map(
    (keys): Step => ({
      operation: "TransactGetItems",
      input: { TransactItems: keys.map((Key) => ({ Get: { TableName: table, Key } })) },
      ordered: true,
    }),
  );
  const batchWrite = fc
    .array(
      fc.oneof(
        item.map((Item) => ({ PutRequest: { Item } })),
        key.map((Key) => ({ DeleteRequest: { Key } })),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map(
      (requests): Step => ({
        operation: "BatchWriteItem",
        input: { RequestItems: { [table]: requests } },
        ordered: true,
      }),
    );
  const batchGet = fc.array(key, { minLength: 1, maxLength: 4 }).map(
    (Keys): Step => ({
      operation: "BatchGetItem",
      input: { RequestItems: { [table]: { Keys } } },
      ordered: false,
    }),
  );
  const scan = fc
    .tuple(
      rarely(filterExpression),
      rarely(projectionExpression),
      rarely(fc.constantFrom(...indexNames(shape))),
    )
    .map(([filter, ProjectionExpression, IndexName]) =>
      step(
        "Scan",
        {
          IndexName,
          FilterExpression: filter?.text,
          ExpressionAttributeValues: values(filter),
          ProjectionExpression,
        },
        false,
      ),
    );
  return fc.oneof(
    { weight: 6, arbitrary: put },
    { weight: 2, arbitrary: get },
    { weight: 6, arbitrary: update },
    { weight: 2, arbitrary: remove },
    { weight: 2, arbitrary: transaction },
    { weight: 1, arbitrary: transactGet },
    { weight: 1, arbitrary: batchWrite },
    { weight: 1, arbitrary: batchGet },
    { weight: 1, arbitrary: scan },
    { weight: 4, arbitrary: queries(shape) },
  );
}

function indexNames(shape: TableShape): (string | undefined)[] {
  const { GlobalSecondaryIndexes: global = [], LocalSecondaryIndexes: local = [] } = shape.create as Record<
    string,
    { IndexName: string }[] | undefined
  >;
  return [undefined, ...global.map(({ IndexName }) => IndexName), ...local.map(({ IndexName }) => IndexName)];
}

function queries(shape: TableShape): fc.Arbitrary<Step> {
  const { GlobalSecondaryIndexes: global = [], LocalSecondaryIndexes: local = [] } = shape.create as Record<
    string,
    { IndexName: string; KeySchema: { AttributeName: string }[] }[] | undefined
  >;
  const typeOf = (name: string) => shape.keys.find((key) => key.name === name)?.type ?? "S";
  const sources = [
    { index: undefined, names: shape.keys.map(({ name }) => name) },
    ...[...global, ...local].map(({ IndexName, KeySchema }) => ({
      index: IndexName,
      names: KeySchema.map(({ AttributeName }) => AttributeName),
    })),
  ];
  return fc.constantFrom(...sources).chain(({ index, names }) => {
    const [hash = "", range] = names;
    return fc
      .tuple(
        keyValue(typeOf(hash)),
        range === undefined ? fc.constant(undefined) : rarely(restriction(range, typeOf(range))),
        rarely(filterExpression),
        rarely(fc.boolean()),
        index === undefined ? rarely(fc.integer({ min: 1, max: 4 })) : fc.constant(undefined),
        rarely(fc.constantFrom("COUNT")),
      )
      .map(([hashValue, sort, filter, ScanIndexForward, Limit, Select]) => ({
        operation: "Query",
        // Entries of an index with equal keys come in any order.
        ordered: index === undefined,
        input: given({
          TableName: table,
          IndexName: index,
          KeyConditionExpression: `${hash} = :h${sort === undefined ? "" : ` AND ${sort.text}`}`,
          FilterExpression: filter?.text,
          ExpressionAttributeValues: { ":h": hashValue, ...sort?.values, ...filter?.values },
          ScanIndexForward,
          Limit,
          Select,
        }),
      }));
  });
}

function restriction(name: string, type: string): fc.Arbitrary<Expression> {
  const one = keyValue(type);
  const single = (text: string) => one.map((value): Expression => ({ text, values: { ":r": value } }));
  return fc.oneof(
    single(`${name} = :r`),
    single(`${name} < :r`),
    single(`${name} <= :r`),
    single(`${name} > :r`),
    single(`${name} >= :r`),
    single(`:r >= ${name}`),
    fc.tuple(one, one).map(([low, high]: [WireValue, WireValue]) => ({
      text: `${name} BETWEEN :r AND :s`,
      values: { ":r": low, ":s": high },
    })),
    ...(type === "N" ? [] : [single(`begins_with(${name}, :r)`)]),
  );
}

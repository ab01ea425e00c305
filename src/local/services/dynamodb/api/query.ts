import type { QueryInput, QueryOutput } from "@aws-sdk/client-dynamodb";
import type { Access, Operation } from "../../../kernel/service.ts";
import { arnOf, given, keyText } from "../access.ts";
import type { Engine } from "../engine.ts";
import { validation } from "../errors.ts";
import { readSubstitutions } from "../expressions/substitutions.ts";
import type { Condition } from "../expressions/syntax.ts";
import { checkPathsIntoKeys } from "../items/check-keys.ts";
import { conditionPaths } from "../items/condition-paths.ts";
import { checkConstraints, checkExpressionUse, refuseLegacy } from "../items/constraints.ts";
import { findIndex, findTable, tableName } from "../items/find-table.ts";
import { type KeySpan, keySpan } from "../items/key-condition.ts";
import { readPage } from "../items/read-page.ts";
import { pageResponse } from "../items/respond-page.ts";
import { checkIndexRead, checkSelect } from "../items/selection.ts";
import { readStartKey, startPosition } from "../items/start-key.ts";
import type { Span } from "../storage/table-storage.ts";
import type { Item, Value } from "../values/attribute-value.ts";
import { afterAll, beforeAll } from "../values/key-encoding.ts";

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
export const query = (engine: Engine): Operation<QueryInput, QueryOutput> => ({
  access: (input) => [queryAccess(engine, input)],

  handle(input, call) {
    checkConstraints(input);
    refuseLegacy("Query", input);
    checkExpressionUse(
      input,
      { FilterExpression: input.FilterExpression, KeyConditionExpression: input.KeyConditionExpression },
      input.ProjectionExpression,
    );
    const startKey = readStartKey(input.ExclusiveStartKey as Item | undefined);
    if (input.KeyConditionExpression === undefined) {
      throw validation(
        "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
      );
    }
    checkSelect(input);
    const substitutions = readSubstitutions(input as Parameters<typeof readSubstitutions>[0]);
    const { expressions } = engine;
    const keyCondition = expressions.condition(
      "KeyConditionExpression",
      input.KeyConditionExpression,
      substitutions,
    );
    const filter =
      input.FilterExpression === undefined
        ? null
        : expressions.condition("FilterExpression", input.FilterExpression, substitutions);
    const projection =
      input.ProjectionExpression === undefined
        ? null
        : expressions.projection(input.ProjectionExpression, substitutions);
    substitutions.checkUsed();

    const open = findTable(engine, input.TableName ?? "");
    const index = input.IndexName === undefined ? null : findIndex(open.table, input.IndexName);
    if (index !== null) checkIndexRead(index, input.Select, input.ConsistentRead);
    const hash = index?.hash ?? [open.table.hash];
    const range = index?.range ?? (open.table.range === null ? [] : [open.table.range]);
    const after = startKey === null ? null : startPosition(open, index, startKey);
    const span = keySpan(keyCondition, hash, range);
    if (after !== null) checkStart(span, after);
    if (filter !== null) {
      const heads = new Set(conditionPaths(filter).map(([head]) => head));
      const key = [...hash, ...range].find(({ name }) => heads.has(name));
      if (key !== undefined) {
        throw validation(
          `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key.name}`,
        );
      }
      checkPathsIntoKeys(open.table, conditionPaths(filter));
    }
    if (projection !== null) checkPathsIntoKeys(open.table, projection);
    const page = readPage({
      open,
      index,
      span: {
        ...span,
        fromPartition: beforeAll,
        toPartition: afterAll,
        forward: input.ScanIndexForward !== false,
        most: input.Limit ?? null,
        after,
      },
      limit: input.Limit ?? null,
      filter,
      projection,
      wantsItems: input.Select !== "COUNT",
      fromTable:
        index !== null && !index.global && (input.Select === "ALL_ATTRIBUTES" || projection !== null),
      onWire: call.request !== null,
    });
    return pageResponse(input, index, page);
  },
});

/** @throws WireError where the start key is not among the keys that the query means */
function checkStart(span: KeySpan, after: NonNullable<Span["after"]>): void {
  const inPartition = after.partition.equals(span.partition);
  if (!span.restrictsSort) {
    if (inPartition) return;
    throw validation("The provided starting key is outside query boundaries based on provided conditions");
  }
  if (Buffer.compare(after.sort, span.from) < 0 || Buffer.compare(after.sort, span.to) >= 0) {
    throw validation("The provided starting key does not match the range key predicate");
  }
  if (!inPartition) {
    throw validation("The provided starting key is outside query boundaries based on provided conditions");
  }
}

function queryAccess(engine: Engine, input: QueryInput): Access {
  const open = engine.state.find(tableName(input.TableName ?? ""));
  const index = open?.table.indexes.find(({ name }) => name === input.IndexName);
  const hash = (index?.hash[0] ?? open?.table.hash)?.name;
  const condition =
    input.KeyConditionExpression === undefined
      ? null
      : engine.expressions.parsedCondition(input.KeyConditionExpression);
  const leading = hash === undefined || condition === null ? [] : keyText(equalTo(condition, hash, input));
  return {
    action: "dynamodb:Query",
    resource: arnOf(engine, input.TableName ?? "", input.IndexName),
    conditions: given({
      "dynamodb:LeadingKeys": leading.length === 0 ? undefined : leading,
      "dynamodb:Select": input.Select,
    }),
  };
}

/** The value that a key condition demands of the partition key. */
function equalTo(condition: Condition, hash: string, input: QueryInput): Value | undefined {
  if (condition.kind === "and") {
    return equalTo(condition.left, hash, input) ?? equalTo(condition.right, hash, input);
  }
  if (condition.kind !== "compare" || condition.operator !== "=") return undefined;
  const sides = [condition.left, condition.right];
  const path = sides.find((side) => side.kind === "path");
  const value = sides.find((side) => side.kind === "value");
  const written = path?.parts[0];
  const name =
    typeof written === "string" && written.startsWith("#")
      ? input.ExpressionAttributeNames?.[written]
      : written;
  return name === hash && value !== undefined
    ? (input.ExpressionAttributeValues?.[value.name] as Value | undefined)
    : undefined;
}

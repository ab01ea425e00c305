import type { Engine } from "../engine.ts";
import { SchemaViolation, validation } from "../errors.ts";
import { applyUpdate } from "../expressions/apply-update.ts";
import type { BoundCondition, BoundOperand } from "../expressions/bound.ts";
import { readSubstitutions, type SubstitutionInput } from "../expressions/substitutions.ts";
import type { AssignedOf, Parts } from "../expressions/syntax.ts";
import type { OpenTable } from "../state.ts";
import { type ItemKey, itemKey } from "../storage/keys.ts";
import type { Table } from "../tables/table.ts";
import type { Item } from "../values/attribute-value.ts";
import { validateItem } from "../values/validate-value.ts";
import {
  checkIndexKeys,
  checkItemKeys,
  checkKey,
  checkKeyUntouched,
  checkPathsIntoKeys,
  keyOf,
} from "./check-keys.ts";
import { conditionPaths } from "./condition-paths.ts";
import { checkExpressionUse } from "./constraints.ts";
import { findTable } from "./find-table.ts";
import { checkPutSize, type Write, type WriteKind } from "./write.ts";

interface WriteInput extends SubstitutionInput {
  readonly TableName?: string | undefined;
  readonly ConditionExpression?: string | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: string | undefined;
}

export interface PutInput extends WriteInput {
  readonly Item?: Item | undefined;
  readonly ReturnValues?: string | undefined;
}

export interface KeyInput extends WriteInput {
  readonly Key?: Item | undefined;
}

export interface UpdateInput extends KeyInput {
  readonly UpdateExpression?: string | undefined;
}

/**
 * Checks a put in AWS's order: values, size, expression, table, keys.
 *
 * @param capacityMode ReturnConsumedCapacity of the request
 * @throws WireError
 */
export function preparePut(engine: Engine, input: PutInput, capacityMode: string | undefined): Write {
  checkExpressionUse(input, { ConditionExpression: input.ConditionExpression });
  const item = validateItem(input.Item ?? {});
  checkPutSize(item);
  const condition = readCondition(engine, input);
  const open = findTable(engine, input.TableName ?? "");
  checkItemKeys(open.table, item);
  const key = itemKey(open.table, item);
  checkIndexKeysOf(open, key, item);
  checkConditionPaths(open, condition);
  return {
    kind: "Put",
    open,
    key,
    keyItem: keyOf(open.table, item),
    condition,
    tellsItem: tellsItem(input),
    next: () => item,
    paths: [],
    newPaths: [],
    blind:
      condition === null && isNone(input.ReturnValues) && isNone(capacityMode) && keepsItemsOnly(open.table),
  };
}

const isNone = (mode: string | undefined) => mode === undefined || mode === "NONE";

function keepsItemsOnly({ indexes, stream, timeToLive }: Table): boolean {
  return indexes.length === 0 && stream === null && timeToLive === null;
}

/** @throws SchemaViolation that tells which item it is */
export function checkIndexKeysOf(open: OpenTable, key: ItemKey, item: Item): void {
  try {
    checkIndexKeys(open.table, item, false);
  } catch (error) {
    throw error instanceof SchemaViolation ? new SchemaViolation(error.message, { open, key }) : error;
  }
}

/** @throws WireError */
export function prepareDelete(engine: Engine, input: KeyInput): Write {
  return prepareByKey(engine, input, "Delete", () => null);
}

/** @throws WireError */
export function prepareCheck(engine: Engine, input: KeyInput): Write {
  return prepareByKey(engine, input, "ConditionCheck", (before) => before?.item ?? null);
}

function prepareByKey(engine: Engine, input: KeyInput, kind: WriteKind, next: Write["next"]): Write {
  checkExpressionUse(input, { ConditionExpression: input.ConditionExpression });
  const keyItem = validateItem(input.Key ?? {});
  const condition = readCondition(engine, input);
  const open = findTable(engine, input.TableName ?? "");
  checkKey(open.table, keyItem);
  checkConditionPaths(open, condition);
  const key = itemKey(open.table, keyItem);
  return { kind, open, key, keyItem, condition, tellsItem: tellsItem(input), next, paths: [], newPaths: [] };
}

/** @throws WireError */
export function prepareUpdate(engine: Engine, input: UpdateInput): Write {
  checkExpressionUse(input, {
    UpdateExpression: input.UpdateExpression,
    ConditionExpression: input.ConditionExpression,
  });
  const keyItem = validateItem(input.Key ?? {});
  const substitutions = readSubstitutions(input);
  const actions =
    input.UpdateExpression === undefined
      ? []
      : engine.expressions.update(input.UpdateExpression, substitutions);
  const condition =
    input.ConditionExpression === undefined
      ? null
      : engine.expressions.condition("ConditionExpression", input.ConditionExpression, substitutions);
  substitutions.checkUsed();
  const open = findTable(engine, input.TableName ?? "");
  checkKey(open.table, keyItem);
  const paths = actions.map(({ path }) => path);
  checkKeyUntouched(open.table, paths);
  checkPathsIntoKeys(open.table, [
    ...paths,
    ...actions.flatMap((action) => (action.kind === "set" ? assignedPaths(action.value) : [])),
  ]);
  checkConditionPaths(open, condition);
  return {
    kind: "Update",
    open,
    key: itemKey(open.table, keyItem),
    keyItem,
    condition,
    tellsItem: tellsItem(input),
    next: (before) => applyUpdate(actions, before?.item ?? keyItem),
    paths,
    newPaths: actions.filter(({ kind }) => kind !== "remove").map(({ path }) => path),
  };
}

function readCondition(engine: Engine, input: WriteInput): BoundCondition | null {
  const substitutions = readSubstitutions(input);
  if (input.ConditionExpression === undefined) return null;
  const condition = engine.expressions.condition(
    "ConditionExpression",
    input.ConditionExpression,
    substitutions,
  );
  substitutions.checkUsed();
  return condition;
}

function checkConditionPaths({ table }: OpenTable, condition: BoundCondition | null): void {
  if (condition !== null) checkPathsIntoKeys(table, conditionPaths(condition));
}

function assignedPaths(assigned: AssignedOf<BoundOperand>): Parts[] {
  if (assigned.kind === "arithmetic") {
    return [...assignedPaths(assigned.left), ...assignedPaths(assigned.right)];
  }
  if (assigned.kind === "path") return [assigned.parts];
  return assigned.kind === "call" ? assigned.args.flatMap(assignedPaths) : [];
}

function tellsItem(input: WriteInput): boolean {
  return input.ReturnValuesOnConditionCheckFailure === "ALL_OLD";
}

/** @throws WireError where the operation cannot return what is asked for */
export function checkReturnValues(value: string | undefined): void {
  if (value !== undefined && value !== "NONE" && value !== "ALL_OLD") {
    throw validation("ReturnValues can only be ALL_OLD or NONE");
  }
}

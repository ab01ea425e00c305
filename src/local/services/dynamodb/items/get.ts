import type { Engine } from "../engine.ts";
import { project } from "../expressions/project.ts";
import { readSubstitutions } from "../expressions/substitutions.ts";
import type { Parts } from "../expressions/syntax.ts";
import type { OpenTable } from "../state.ts";
import { type ItemKey, itemKey } from "../storage/keys.ts";
import type { StoredItem } from "../storage/stored-item.ts";
import type { Item } from "../values/attribute-value.ts";
import { validateItem } from "../values/validate-value.ts";
import { checkKey, checkPathsIntoKeys } from "./check-keys.ts";
import { checkExpressionUse } from "./constraints.ts";
import { findTable } from "./find-table.ts";

export interface GetInput {
  readonly TableName?: string | undefined;
  readonly Key?: Item | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
}

/** A read of one item whose request has been checked. */
export interface Get {
  readonly open: OpenTable;
  readonly key: ItemKey;
  readonly projection: readonly Parts[] | null;
}

/** @throws WireError */
export function prepareGet(engine: Engine, input: GetInput): Get {
  const keyItem = validateItem(input.Key ?? {});
  const projection = readProjection(engine, input);
  const open = findTable(engine, input.TableName ?? "");
  checkKey(open.table, keyItem);
  if (projection !== null) checkPathsIntoKeys(open.table, projection);
  return { open, key: itemKey(open.table, keyItem), projection };
}

/** @throws WireError */
export function readProjection(
  engine: Engine,
  input: Pick<GetInput, "ProjectionExpression" | "ExpressionAttributeNames">,
): readonly Parts[] | null {
  checkExpressionUse(input, {}, input.ProjectionExpression);
  const substitutions = readSubstitutions(input);
  if (input.ProjectionExpression === undefined) return null;
  const projection = engine.expressions.projection(input.ProjectionExpression, substitutions);
  substitutions.checkUsed();
  return projection;
}

/** @param onWire whether a client is answered, over the wire */
export function projected(get: Pick<Get, "projection">, stored: StoredItem, onWire: boolean): Item {
  return get.projection === null ? stored.answer(onWire) : project(stored.item, get.projection);
}

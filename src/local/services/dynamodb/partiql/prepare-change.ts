import { WireError } from "../../../kernel/wire-error.ts";
import type { Engine } from "../engine.ts";
import { validation } from "../errors.ts";
import { applyUpdate } from "../expressions/apply-update.ts";
import type { BoundCondition } from "../expressions/bound.ts";
import { checkItemKeys, checkKey, checkKeyUntouched, keyAttributes, keyOf } from "../items/check-keys.ts";
import { findTable } from "../items/find-table.ts";
import { checkIndexKeysOf } from "../items/prepare-write.ts";
import { checkPutSize, type Write } from "../items/write.ts";
import { itemKey } from "../storage/keys.ts";
import type { Table } from "../tables/table.ts";
import type { Item } from "../values/attribute-value.ts";
import { validateItem } from "../values/validate-value.ts";
import { conjuncts, pinned } from "./pinned-keys.ts";
import type { Change, Select } from "./statement.ts";

/**
 * Makes a write of a statement that changes one item.
 *
 * @throws WireError
 */
export function prepareChange(engine: Engine, statement: Change, tellsItem: boolean): Write {
  const open = findTable(engine, statement.table);
  const { table } = open;
  if (statement.kind === "insert") {
    const item = validateItem(statement.item);
    checkPutSize(item);
    checkItemKeys(table, item);
    const key = itemKey(table, item);
    checkIndexKeysOf(open, key, item);
    return {
      kind: "Put",
      open,
      key,
      keyItem: keyOf(table, item),
      condition: null,
      tellsItem,
      next(before) {
        if (before !== null) throw duplicateItem();
        return item;
      },
      paths: [],
      newPaths: [],
    };
  }
  const { keyItem, rest } = splitWhere(table, statement.where);
  const base = { open, key: itemKey(table, keyItem), keyItem, tellsItem };
  if (statement.kind === "delete") {
    return { ...base, kind: "Delete", condition: rest, next: () => null, paths: [], newPaths: [] };
  }
  const paths = statement.actions.map(({ path }) => path);
  checkKeyUntouched(table, paths);
  // Unlike UpdateItem, an UPDATE makes no item.
  const exists: BoundCondition = {
    kind: "test",
    name: "attribute_exists",
    args: [{ kind: "path", parts: [table.hash.name] }],
  };
  return {
    ...base,
    kind: "Update",
    condition: rest === null ? exists : { kind: "and", left: exists, right: rest },
    next: (before) => applyUpdate(statement.actions, before?.item ?? keyItem),
    paths,
    newPaths: statement.actions.filter(({ kind }) => kind !== "remove").map(({ path }) => path),
  };
}

/** An EXISTS in a transaction: a condition on one item. @throws WireError */
export function prepareExists(engine: Engine, statement: Select): Write {
  const open = findTable(engine, statement.table);
  const { keyItem, rest } = splitWhere(open.table, statement.where);
  const exists: BoundCondition = {
    kind: "test",
    name: "attribute_exists",
    args: [{ kind: "path", parts: [open.table.hash.name] }],
  };
  return {
    kind: "ConditionCheck",
    open,
    key: itemKey(open.table, keyItem),
    keyItem,
    condition: rest ?? exists,
    tellsItem: false,
    next: (before) => before?.item ?? null,
    paths: [],
    newPaths: [],
  };
}

/** The key that a WHERE clause names, and what else it demands. @throws WireError where a key attribute is missing */
export function splitWhere(
  table: Table,
  where: BoundCondition | null,
): { keyItem: Item; rest: BoundCondition | null } {
  const others = conjuncts(where);
  const keyItem: Item = {};
  for (const { name } of keyAttributes(table)) {
    const position = others.findIndex((condition) => pinned(condition, name) !== null);
    const found = others[position];
    if (found === undefined) {
      throw validation("Where clause does not contain a mandatory equality on all key attributes");
    }
    keyItem[name] = pinned(found, name) ?? {};
    others.splice(position, 1);
  }
  checkKey(table, keyItem);
  const rest = others.length === 0 ? null : others.reduce((left, right) => ({ kind: "and", left, right }));
  return { keyItem, rest };
}

export function duplicateItem(): WireError {
  return new WireError("DuplicateItemException", "Duplicate primary key exists in table");
}

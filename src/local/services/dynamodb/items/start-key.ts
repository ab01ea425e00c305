import { WireError } from "../../../kernel/wire-error.ts";
import { validation } from "../errors.ts";
import type { OpenTable } from "../state.ts";
import { indexKey, itemKey } from "../storage/keys.ts";
import type { Span } from "../storage/table-storage.ts";
import { type Index, keyNames } from "../tables/table.ts";
import { attributeOf, type Item, type Value } from "../values/attribute-value.ts";
import { validateItem } from "../values/validate-value.ts";
import { checkKey, schemaMismatch } from "./check-keys.ts";

/** Checks the values of a start key by themselves. @throws WireError */
export function readStartKey(given: Item | undefined): Item | null {
  if (given === undefined) return null;
  try {
    return validateItem(given);
  } catch (error) {
    if (error instanceof WireError && error.message.startsWith("Supplied AttributeValue")) {
      throw validation(`The provided starting key is invalid: ${error.message}`);
    }
    throw error;
  }
}

/**
 * The position a start key means: after it, reading goes on.
 *
 * @throws WireError ValidationException where it is no key of the table or index
 */
export function startPosition(
  { table }: OpenTable,
  index: Index | null,
  key: Item,
): NonNullable<Span["after"]> {
  const names = keyNames(table, index);
  if (
    Object.keys(key).length !== names.length ||
    names.some((name) => attributeOf(key, name) === undefined)
  ) {
    throw invalidStart();
  }
  const baseKey = Object.fromEntries(keyNames(table, null).map((name) => [name, key[name] as Value]));
  try {
    checkKey(table, baseKey);
    for (const { name, type } of index === null ? [] : [...index.hash, ...index.range]) {
      if (key[name]?.[type] === undefined) throw schemaMismatch();
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw validation(`The provided starting key is invalid: ${error.message}`);
  }
  const base = itemKey(table, key);
  const entry = index === null ? base : indexKey(index, key);
  if (entry === null) throw invalidStart();
  return { partition: entry.partition, sort: entry.sort, base };
}

export const invalidStart = () => validation("The provided starting key is invalid");

import type { ConsumedCapacity } from "@aws-sdk/client-dynamodb";
import { indexKey } from "../storage/keys.ts";
import type { StoredItem } from "../storage/stored-item.ts";
import { type Index, projectedNames, type Table } from "../tables/table.ts";
import { attributeOf, type Item } from "../values/attribute-value.ts";
import { sameItem } from "../values/compare.ts";
import { itemSize } from "../values/size.ts";

/** Units by what consumed them. */
export interface Units {
  table: number;
  /** By index. */
  readonly indexes: Map<Index, number>;
}

export function noUnits(): Units {
  return { table: 0, indexes: new Map() };
}

const readUnit = 4096;
const writeUnit = 1024;

/**
 * Read units for some bytes: one for each 4 KB read consistently, half of it otherwise, twice in transactions.
 *
 * @param factor 0.5, 1 or 2
 */
export function readUnits(bytes: number, factor: number): number {
  return Math.max(1, Math.ceil(bytes / readUnit)) * factor;
}

/** Units of a write, also in the indexes that it changes. */
export function writeUnits(
  table: Table,
  before: StoredItem | null,
  after: StoredItem | null,
  factor: number,
): Units {
  const units = noUnits();
  units.table = unitsOf(Math.max(before?.size ?? 0, after?.size ?? 0)) * factor;
  for (const index of table.indexes) {
    const old = entryOf(table, index, before);
    const now = entryOf(table, index, after);
    const count = indexUnits(index, old, now);
    if (count > 0) units.indexes.set(index, count * factor);
  }
  return units;
}

/** An entry that moves is deleted and put; one that stays is written only where something projected has changed. */
function indexUnits(index: Index, old: Item | null, now: Item | null): number {
  if (old === null) return now === null ? 0 : unitsOf(itemSize(now));
  if (now === null) return unitsOf(itemSize(old));
  if (sameItem(old, now)) return 0;
  const [from, to] = [indexKey(index, old), indexKey(index, now)];
  const stays = from?.partition.equals(to?.partition ?? from.sort) && from.sort.equals(to?.sort ?? from.sort);
  return stays
    ? unitsOf(Math.max(itemSize(old), itemSize(now)))
    : unitsOf(itemSize(old)) + unitsOf(itemSize(now));
}

function entryOf(table: Table, index: Index, stored: StoredItem | null): Item | null {
  return stored === null || indexKey(index, stored.item) === null
    ? null
    : entryItem(table, index, stored.item);
}

/** What an index projects of an item. */
export function entryItem(table: Table, index: Index, item: Item): Item {
  const names = projectedNames(table, index);
  if (names === null) return item;
  const entry: Item = {};
  for (const name of names) {
    const value = attributeOf(item, name);
    if (value !== undefined) entry[name] = value;
  }
  return entry;
}

function unitsOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / writeUnit));
}

/** Adds what one step of several consumed. */
export function addUnits(sum: Units, more: Units): void {
  sum.table += more.table;
  for (const [index, count] of more.indexes) sum.indexes.set(index, (sum.indexes.get(index) ?? 0) + count);
}

/**
 * What a response tells of the units; undefined where nobody asked.
 *
 * @param mode ReturnConsumedCapacity
 * @param split transactions tell reads and writes apart
 */
export function consumedCapacity(
  mode: string | undefined,
  tableName: string,
  units: Units,
  split?: "ReadCapacityUnits" | "WriteCapacityUnits",
): ConsumedCapacity | undefined {
  if (mode === undefined || mode === "NONE") return undefined;
  const told = (count: number) => ({ CapacityUnits: count, ...(split ? { [split]: count } : {}) });
  const total = [...units.indexes.values()].reduce((sum, count) => sum + count, units.table);
  if (mode === "TOTAL") return { TableName: tableName, ...told(total) };
  const ofKind = (global: boolean) => {
    const entries = [...units.indexes].filter(([index]) => index.global === global);
    return entries.length === 0
      ? undefined
      : Object.fromEntries(entries.map(([index, count]) => [index.name, told(count)]));
  };
  const global = ofKind(true);
  const local = ofKind(false);
  return {
    TableName: tableName,
    ...told(total),
    Table: told(units.table),
    ...(global && { GlobalSecondaryIndexes: global }),
    ...(local && { LocalSecondaryIndexes: local }),
  };
}

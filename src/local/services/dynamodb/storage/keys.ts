import type { Attribute, Index, Table } from "../tables/table.ts";
import { attributeOf, type Item, type Value } from "../values/attribute-value.ts";
import { encodeKey, encodePartition } from "../values/key-encoding.ts";

/** Where an item is kept. A table without sort key has an empty one. */
export interface ItemKey {
  readonly partition: Buffer;
  readonly sort: Buffer;
}

export type EntryKey = ItemKey;

const noSort = Buffer.alloc(0);

/** @param item holds the table's keys, of the right types */
export function itemKey(table: Table, item: Item): ItemKey {
  return {
    partition: encodePartition([encodeKey(item[table.hash.name] as Value, table.hash.type)]),
    sort: table.range === null ? noSort : encodeKey(item[table.range.name] as Value, table.range.type),
  };
}

/** Where an item's entry in an index is kept; null: the item is not in it, for it lacks a key attribute. */
export function indexKey(index: Index, item: Item): EntryKey | null {
  const hash = encoded(index.hash, item);
  if (hash === null) return null;
  const range = encoded(index.range, item);
  if (range === null) return null;
  return {
    partition: encodePartition(hash),
    sort: range.length === 1 ? (range[0] as Buffer) : Buffer.concat(range),
  };
}

function encoded(attributes: readonly Attribute[], item: Item): Buffer[] | null {
  const parts: Buffer[] = [];
  for (const { name, type } of attributes) {
    const value = attributeOf(item, name);
    if (value === undefined) return null;
    parts.push(encodeKey(value, type));
  }
  return parts;
}

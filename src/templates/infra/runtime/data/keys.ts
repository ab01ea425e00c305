import { encodeHash, encodeSort, separator } from "./encode.ts";
import type { Item, Value } from "./record.ts";
import type { ModelSpec, UniqueSpec } from "./spec.ts";

/** The part of a model's spec that its keys depend on. */
export type Keyed = Pick<ModelSpec, "name" | "shards" | "indexes">;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The sort key of items that are alone in their partition. */
export const only = "!";

/** Crockford's base 32, in which ULIDs are written. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Starts the key of everything one tenant owns. @param tenantId letters a-z, digits and dashes */
export function tenantPrefix(tenantId: string): string {
  return `T#${tenantId}`;
}

/** Starts the key of everything one user owns. @param userId the `sub` claim */
export function userPrefix(userId: string): string {
  return `U#${userId}`;
}

/** Starts the key of everything that belongs to nobody in particular. */
export const globalPrefix = "G";

/** The prefix that a partition key starts with: `T#acme` of `T#acme#Invoice#3`. */
export function prefixOf(pk: string): string {
  if (pk.startsWith("G#")) return globalPrefix;
  const rest = pk.slice(2);
  return pk.slice(0, 2 + rest.indexOf("#"));
}

/** The shard a record lives in, from 0, by the last character of its id. */
export function shardOf(id: string, shards: number): number {
  const position = alphabet.indexOf(id.slice(-1));
  return position < 0 ? 0 : position % shards;
}

/** The partition of one shard; without shards, of all records of a model. */
export function modelPartition(prefix: string, spec: Pick<Keyed, "name" | "shards">, shard: number): string {
  return withShard(`${prefix}#${spec.name}`, spec, shard);
}

/** Where a record lives. @param prefix of its owner: see `tenantPrefix` */
export function recordKey(prefix: string, spec: Pick<Keyed, "name" | "shards">, id: string): Key {
  return { pk: modelPartition(prefix, spec, shardOf(id, spec.shards)), sk: id };
}

/** The partition of an index that holds the records with these hash values, in the index's order. */
export function indexPartition(
  prefix: string,
  spec: Pick<Keyed, "name" | "shards">,
  index: { readonly name: string; readonly revision?: number },
  hash: readonly Value[],
  shard: number,
): string {
  const revision = (index.revision ?? 1) > 1 ? `.${index.revision}` : "";
  const values = hash.map((value) => encodeHash(value)).join("#");
  return withShard(`${prefix}#${spec.name}#${index.name}${revision}#${values}`, spec, shard);
}

/**
 * The index attributes of a record: `gsi<slot>_pk` and `gsi<slot>_sk` for each index whose hash values are all there.
 * A record that is soft-deleted has none; leave that to the caller.
 */
export function indexKeys(prefix: string, spec: Keyed, record: Item): Record<string, string> {
  const id = `${record["id"]}`;
  const keys: Record<string, string> = {};
  for (const index of spec.indexes) {
    const hash = index.hash.map((attribute) => record[attribute]);
    if (hash.every((value) => isPresent(value))) {
      keys[`gsi${index.slot}_pk`] = indexPartition(prefix, spec, index, hash, shardOf(id, spec.shards));
      keys[`gsi${index.slot}_sk`] = sortKey(
        index.sort.map((attribute) => record[attribute]),
        id,
      );
    }
  }
  return keys;
}

/** Every index attribute that a record of this model may have: what a soft delete removes. */
export function indexAttributes(spec: Pick<Keyed, "indexes">): string[] {
  return spec.indexes.flatMap((index) => [`gsi${index.slot}_pk`, `gsi${index.slot}_sk`]);
}

function sortKey(values: readonly Value[], id: string): string {
  return [...values.map((value) => encodeSort(value)), id].join(separator);
}

/**
 * Where the guard of a unique constraint lives: `{ id }` of the one record with these values.
 *
 * @returns null where a value is missing: the constraint does not apply then
 */
export function guardKey(
  prefix: string,
  spec: Pick<Keyed, "name">,
  unique: UniqueSpec,
  record: Item,
): Key | null {
  const values = unique.fields.map((field) => record[field]);
  if (!values.every((value) => isPresent(value))) return null;
  return {
    pk: `${prefix}#${spec.name}!${unique.name}#${values.map((value) => encodeHash(value)).join("#")}`,
    sk: only,
  };
}

/** The item that links two records, readable from the left by its key and from the right by slot 1. */
export function linkKeys(prefix: string, link: string, leftId: string, rightId: string) {
  return {
    pk: linkPartition(prefix, link, leftId),
    sk: rightId,
    gsi1_pk: linkPartition(prefix, link, rightId),
    gsi1_sk: leftId,
  };
}

/** The partition that holds one record's links: of the table for the left side, of `gsi1` for the right side. */
export function linkPartition(prefix: string, link: string, id: string): string {
  return `${prefix}#${link}#${id}`;
}

function withShard(partition: string, spec: Pick<Keyed, "shards">, shard: number): string {
  return spec.shards > 1 ? `${partition}#${shard}` : partition;
}

function isPresent(value: Value): boolean {
  return value !== null && value !== undefined;
}

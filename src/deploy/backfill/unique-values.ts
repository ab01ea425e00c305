import type { StoredItem } from "../../aws/dynamodb/scan.ts";
import { guardKey, prefixOf } from "../../templates/infra/runtime/data/keys.ts";
import type { Item } from "../../templates/infra/runtime/data/record.ts";
import type { UniqueSpec } from "../../templates/infra/runtime/data/spec.ts";
import type { BackfillModel, UniqueBackfill } from "./backfill-item.ts";
import { isDeleted, plainRecord } from "./plain-record.ts";

/** What the unique values of a record, and their guard, are told by. */
export function uniqueInputs(items: readonly UniqueBackfill[]): readonly string[] {
  const fields = items.flatMap(({ model, unique }) => [...unique.fields, ...ttlFields(model)]);
  return [...new Set(["_m", "pk", "sk", "id", "_ttl", "deletedAt", ...fields])];
}

/**
 * The partition of the guard that a record must have; its sort key is always the same.
 *
 * @param now in seconds since 1970
 * @returns null where the constraint does not apply: a value is missing, or the record has expired
 */
export function guardPartition(
  model: BackfillModel,
  unique: UniqueSpec,
  item: StoredItem,
  now: number,
): string | null {
  const record = plainRecord(item);
  if (isExpired(record, now)) return null;
  return guardKey(prefixOf(`${record["pk"]}`), model, unique, record)?.pk ?? null;
}

/** The guard as the resolvers write it: it expires with its record, but not with a record in the trash. */
export function guardItem(model: BackfillModel, pk: string, item: StoredItem): StoredItem {
  const record = plainRecord(item);
  const field = model.ttlField === undefined ? null : (record[model.ttlField] ?? null);
  const expiry = isDeleted(record)
    ? typeof field === "string"
      ? Math.floor(Date.parse(field) / 1000)
      : undefined
    : record["_ttl"];
  return {
    pk: { S: pk },
    sk: { S: "!" },
    id: { S: `${record["id"]}` },
    _m: { S: "!guard" },
    ...(expiry !== undefined && { _ttl: { N: `${expiry}` } }),
  };
}

/** The attributes that a record's guard follows from. */
export function guardSources(model: BackfillModel, unique: UniqueSpec): readonly string[] {
  return [...unique.fields, ...ttlFields(model), "_ttl", "deletedAt"];
}

/** The constraint that a guard belongs to, by its partition. */
export function uniqueOfGuard(pk: string, items: readonly UniqueBackfill[]): UniqueBackfill | undefined {
  const rest = pk.slice(prefixOf(pk).length + 1);
  return items.find(({ model, unique }) => rest.startsWith(`${model.name}!${unique.name}#`));
}

export function isExpired(record: Item, now: number): boolean {
  const expiry = record["_ttl"];
  return typeof expiry === "number" && expiry <= now;
}

function ttlFields({ ttlField }: BackfillModel): readonly string[] {
  return ttlField === undefined ? [] : [ttlField];
}

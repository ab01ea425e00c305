import type { StoredItem } from "../../aws/dynamodb/scan.ts";
import type { ItemUpdate } from "../../aws/dynamodb/update-item.ts";
import { indexAttributes, indexKeys, prefixOf } from "../../templates/infra/runtime/data/keys.ts";
import type { IndexSpec } from "../../templates/infra/runtime/data/spec.ts";
import type { BackfillModel } from "./backfill-item.ts";
import { isDeleted, plainRecord } from "./plain-record.ts";
import { unchangedCondition } from "./unchanged-condition.ts";

/** The attributes that say what a record's keys in these indexes are, and what they are now. */
export function indexInputs(indexes: readonly IndexSpec[]): readonly string[] {
  const fields = indexes.flatMap(({ hash, sort }) => [...hash, ...sort]);
  return [...new Set(["pk", "sk", "id", "deletedAt", ...fields, ...indexAttributes({ indexes })])];
}

/**
 * What a record lacks to stand in these indexes as if they had been there when it was written. The update sets and removes
 * index attributes only: no version moves on, and nobody is told of a change.
 *
 * @param item with at least the attributes of `indexInputs`
 * @returns null where everything is as it should be; a record in the trash stands in no index
 */
export function indexChange(
  model: BackfillModel,
  indexes: readonly IndexSpec[],
  item: StoredItem,
): ItemUpdate | null {
  const record = plainRecord(item);
  if (isDeleted(record)) return null;
  const wanted = indexKeys(prefixOf(`${record["pk"]}`), { ...model, indexes }, record);
  const attributes = indexAttributes({ indexes });
  const set = attributes.filter((name) => wanted[name] !== undefined && wanted[name] !== record[name]);
  // Left by an index that had this slot before.
  const removed = attributes.filter((name) => wanted[name] === undefined && record[name] !== undefined);
  if (set.length + removed.length === 0) return null;

  const sources = indexes.flatMap(({ hash, sort }) => [...hash, ...sort]);
  const { condition, names, values } = unchangedCondition(item, ["deletedAt", ...sources]);
  const parts = [
    ...(set.length > 0 ? [`SET ${set.map((name) => `${name} = :${name}`).join(", ")}`] : []),
    ...(removed.length > 0 ? [`REMOVE ${removed.join(", ")}`] : []),
  ];
  return {
    update: parts.join(" "),
    condition,
    names,
    values: { ...values, ...Object.fromEntries(set.map((name) => [`:${name}`, { S: `${wanted[name]}` }])) },
  };
}

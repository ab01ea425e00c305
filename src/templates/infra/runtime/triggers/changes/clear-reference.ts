import { guardKey, indexAttributes, indexKeys, recordKey } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import type { ModelSpec } from "../../data/spec.ts";
import type { Action, Tables } from "./tables.ts";
import { isDeleted } from "./visible-record.ts";

export interface ClearedReference {
  readonly table: string;
  readonly prefix: string;
  readonly spec: ModelSpec;
  readonly foreignKey: string;
  /** The record that is gone. */
  readonly parentId: string;
}

const mostAttempts = 5;

/**
 * Takes a foreign key out of a record (onDelete "setNull"), with what depends on it: index keys and the guards of unique
 * constraints, which do not apply to records without it. An update like any other: version and updatedAt move on.
 *
 * @param item as an index showed it, maybe a moment old
 * @param now ISO 8601
 * @throws where the record changes faster than it can be updated
 */
export async function clearReference(
  tables: Tables,
  cleared: ClearedReference,
  item: Item,
  now: string,
): Promise<void> {
  const { table, prefix, spec, foreignKey, parentId } = cleared;
  const key = recordKey(prefix, spec, `${item["id"]}`);
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const current = attempt === 1 ? item : await tables.get(table, key);
    if (current === null || current[foreignKey] !== parentId) return;
    if (await tables.transact([updateOf(cleared, current, now), ...guardsOf(cleared, current)])) return;
  }
  throw new Error(`The ${spec.name} ${item["id"]} changes faster than its reference can be cleared.`);
}

function updateOf(
  { table, prefix, spec, foreignKey, parentId }: ClearedReference,
  item: Item,
  now: string,
): Action {
  const keys = isDeleted(item) ? {} : indexKeys(prefix, spec, { ...item, [foreignKey]: null });
  const gone = indexAttributes(spec).filter((attribute) => keys[attribute] === undefined);
  const kept = Object.entries(keys);
  const sets = [
    "updatedAt = :now",
    "#version = #version + :one",
    ...kept.map(([name], n) => `${name} = :k${n}`),
  ];
  return {
    kind: "Update",
    table,
    key: recordKey(prefix, spec, `${item["id"]}`),
    update: `SET ${sets.join(", ")} REMOVE ${["#fk", ...gone].join(", ")}`,
    condition: "#fk = :parent AND #version = :version",
    names: { "#fk": foreignKey, "#version": "version" },
    values: {
      ":now": now,
      ":one": 1,
      ":parent": parentId,
      ":version": item["version"],
      ...Object.fromEntries(kept.map(([, value], n) => [`:k${n}`, value])),
    },
  };
}

function guardsOf({ table, prefix, spec, foreignKey }: ClearedReference, item: Item): Action[] {
  return spec.uniques
    .filter(({ fields }) => fields.includes(foreignKey))
    .flatMap((unique) => {
      const key = guardKey(prefix, spec, unique, item);
      if (key === null) return [];
      const owned = { condition: "attribute_not_exists(pk) OR #id = :id", names: { "#id": "id" } };
      return [{ kind: "Delete" as const, table, key, ...owned, values: { ":id": item["id"] } }];
    });
}

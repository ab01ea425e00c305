import type { StoredItem } from "../../aws/dynamodb/scan.ts";
import type { Item, Value } from "../../templates/infra/runtime/data/record.ts";

/**
 * A stored item's scalar attributes as plain values, from which keys are computed. Lists, maps and binary values, which no
 * key is made of, are left out.
 */
export function plainRecord(item: StoredItem): Item {
  return Object.fromEntries(
    Object.entries(item).flatMap(([name, attribute]): [string, Value][] => {
      if (attribute.S !== undefined) return [[name, attribute.S]];
      if (attribute.N !== undefined) return [[name, Number(attribute.N)]];
      if (attribute.BOOL !== undefined) return [[name, attribute.BOOL]];
      return attribute.NULL === true ? [[name, null]] : [];
    }),
  );
}

/** Is the record in the trash, from where it may be restored? */
export function isDeleted(record: Item): boolean {
  return (record["deletedAt"] ?? null) !== null;
}

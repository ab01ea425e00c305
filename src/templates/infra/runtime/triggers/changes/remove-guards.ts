import { guardKey, recordKey } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import type { CleanUpContext } from "./clean-up-context.ts";
import type { RecordChange } from "./record-change.ts";

/**
 * Frees the unique values of a record that is gone. A deletion through the API has done so in its own transaction; one by
 * time to live or by a cascade has not.
 */
export async function removeGuards(
  { tables, tableOf }: CleanUpContext,
  { spec, id, owner }: RecordChange,
  gone: Item,
): Promise<void> {
  const table = tableOf(spec);
  for (const unique of spec.uniques) {
    const key = guardKey(owner.prefix, spec, unique, gone);
    const guard = key === null ? null : await tables.get(table, key);
    if (key === null || guard?.["id"] !== id) continue;
    // Unless the record was created anew with the same id: then the guard is its own.
    await tables.transact([
      {
        kind: "ConditionCheck",
        table,
        key: recordKey(owner.prefix, spec, id),
        condition: "attribute_not_exists(pk)",
      },
      { kind: "Delete", table, key, condition: "#id = :id", names: { "#id": "id" }, values: { ":id": id } },
    ]);
  }
}

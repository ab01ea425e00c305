import type { Item, Value } from "../../data/record.ts";
import type { FieldSpec } from "../../data/spec.ts";
import { parseFileKey } from "../../lambda/files/file-key.ts";
import type { RecordChange } from "./record-change.ts";

/**
 * Keys of files that a record named and names no longer: it is gone for good, or another file has taken their place. Only
 * keys below the tenant's own folder.
 */
export function droppedFiles({ spec, owner, before, after }: RecordChange): string[] {
  if (before === null || owner.tenantId === null) return [];
  const kept = new Set(after === null ? [] : fileKeys(spec.fields, after));
  return [...new Set(fileKeys(spec.fields, before))].filter(
    (key) => !kept.has(key) && parseFileKey(key)?.tenantId === owner.tenantId,
  );
}

function fileKeys(fields: readonly FieldSpec[], item: Item): string[] {
  return fields.flatMap((field) => {
    const value = item[field.name];
    const values: readonly Value[] = Array.isArray(value) ? value : [value];
    if (field.type === "file") return values.flatMap((file) => (isItem(file) ? [`${file["key"]}`] : []));
    if (field.type !== "object") return [];
    return values.flatMap((inner) => (isItem(inner) ? fileKeys(field.fields ?? [], inner) : []));
  });
}

function isItem(value: Value): value is Item {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

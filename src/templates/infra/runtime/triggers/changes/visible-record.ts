import type { Item, Value } from "../../data/record.ts";
import { type FieldSpec, type ModelSpec, systemFields } from "../../data/spec.ts";
import type { Owner } from "./record-change.ts";

const deletedAt: FieldSpec = { name: "deletedAt", type: "dateTime", optional: true };

/**
 * A stored item as users' functions see it: the model's fields and the system's, null where nothing is stored. No keys, no
 * attributes that begin with an underscore, nothing of fields that the model no longer has.
 */
export function visibleRecord(spec: ModelSpec, { tenantId }: Owner, item: Item): Record<string, Value> {
  const fields = [...systemFields, ...spec.fields, ...(spec.softDeleteDays === undefined ? [] : [deletedAt])];
  return { ...(tenantId !== null && { tenantId }), ...visibleObject(fields, item) };
}

/** @returns whether the record is in the trash, from where it may be restored */
export function isDeleted(item: Item): boolean {
  return (item["deletedAt"] ?? null) !== null;
}

function visibleObject(fields: readonly FieldSpec[], item: Item): Record<string, Value> {
  return Object.fromEntries(fields.map((field) => [field.name, visibleValue(field, item[field.name])]));
}

function visibleValue(field: FieldSpec, value: Value): Value {
  if (value === undefined || value === null) return null;
  if (field.type !== "object" || typeof value !== "object") return value;
  const { fields = [] } = field;
  return isList(value) ? value.map((element) => visibleValue(field, element)) : visibleObject(fields, value);
}

function isList(value: readonly Value[] | Item): value is readonly Value[] {
  return Array.isArray(value);
}

import type { FieldSpec } from "../../data/spec.ts";
import { ulid } from "../ulid.ts";

/** @returns what a field holds that was left out; null where it has no default */
export function defaultValue(field: FieldSpec): unknown {
  const { default: value } = field;
  if (value === undefined) return null;
  if (value === "generated") return ulid();
  if (value !== "now") return value.value;
  const now = new Date().toISOString();
  if (field.type === "date") return now.slice(0, 10);
  return field.type === "time" ? now.slice(11) : now;
}

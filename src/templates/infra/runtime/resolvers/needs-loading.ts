import type { Item } from "../data/record.ts";
import type { IndexSpec } from "../data/spec.ts";
import type { WriteSpec } from "./operation-specs.ts";

/** The indexes whose entry an update changes. */
export function touchedIndexes(
  spec: { readonly indexes: readonly IndexSpec[] },
  changes: Item,
  removed: readonly string[],
): IndexSpec[] {
  return spec.indexes.filter((index) =>
    [...index.hash, ...index.sort].some((field) => isChanged(field, changes, removed)),
  );
}

/** May an update change the guards of unique constraints? */
export function touchesGuards(spec: WriteSpec, changes: Item, removed: readonly string[]): boolean {
  if (spec.uniques.length === 0) return false;
  // Guards expire together with their record.
  if (spec.ttlField !== undefined && isChanged(spec.ttlField, changes, removed)) return true;
  return spec.uniques.some((unique) => unique.fields.some((field) => isChanged(field, changes, removed)));
}

/**
 * Does an update have to read the record first: for the old values of a unique constraint, or for values of an index that
 * the input does not give?
 */
export function needsLoading(spec: WriteSpec, changes: Item, removed: readonly string[]): boolean {
  if (touchesGuards(spec, changes, removed)) return true;
  return touchedIndexes(spec, changes, removed).some(
    (index) => ![...index.hash, ...index.sort].every((field) => isChanged(field, changes, removed)),
  );
}

function isChanged(field: string, changes: Item, removed: readonly string[]): boolean {
  return Object.hasOwn(changes, field) || removed.some((each) => each === field);
}

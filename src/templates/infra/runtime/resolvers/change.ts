import type { Item } from "../data/record.ts";
import type { Grant } from "./authorize.ts";
import { allOf } from "./expression.ts";
import { changedMeanwhile } from "./fail.ts";
import type { Place } from "./operation-specs.ts";
import { requireUnchanged } from "./require-unchanged.ts";
import { liveConditions } from "./visible.ts";

/**
 * The condition under which a record is changed: it is there and live, the caller may change it, and it is of the expected
 * version, which is the version that was read where it was read.
 */
export function changeConditions(place: Place, grant: Grant, input: Item, loaded: Item | null) {
  const version = loaded?.["version"] ?? input["expectedVersion"] ?? null;
  const conditions = [{ expression: "attribute_exists(sk)" }, ...liveConditions(place, grant)];
  const expected = {
    expression: "#_version = :_version",
    names: { "#_version": "version" },
    values: { ":_version": version },
  };
  return allOf(version === null ? conditions : [...conditions, expected]) ?? { expression: "" };
}

/** Says why that condition failed. @param item what is there now, null for nothing */
export function failChange(model: string, id: string, item: Item | null, grant: Grant, input: Item): never {
  return changedMeanwhile(model, id, requireUnchanged(model, id, item, grant, input));
}

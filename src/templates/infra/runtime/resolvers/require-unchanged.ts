import type { Item } from "../data/record.ts";
import type { Grant } from "./authorize.ts";
import { changedMeanwhile, notFound, unauthorized } from "./fail.ts";
import { isGranted, isLive } from "./visible.ts";

/**
 * Says why a record cannot be changed, or gives it back: it is gone (`NotFound`), not the caller's (`Unauthorized`), or of
 * another version than expected (`Conflict`).
 */
export function requireUnchanged(
  model: string,
  id: string,
  item: Item | null,
  grant: Grant,
  input: Item,
): Item {
  if (!isLive(item)) return notFound(model, id);
  if (!isGranted(grant, item)) return unauthorized(`You may only change ${model} records that you created.`);
  const expected = input["expectedVersion"] ?? null;
  if (expected !== null && expected !== item["version"]) return changedMeanwhile(model, id, item);
  return item;
}

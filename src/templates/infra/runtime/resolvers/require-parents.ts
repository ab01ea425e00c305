import { type Batch, foundItems, isPartial } from "./batch-get.ts";
import { failed, referencesNotFound } from "./fail.ts";
import type { Needed } from "./prepare-input.ts";
import { isLive } from "./visible.ts";

/** Ends with `ReferenceNotFound` unless all that is needed was found and lives. */
export function requireParents(
  error: { readonly message: string; readonly type: string } | null | undefined,
  batch: Batch | null,
  needed: readonly Needed[],
): void {
  if (error) failed(error);
  if (isPartial(batch))
    failed({ message: "DynamoDB is busy. Send the request again.", type: "DynamoDB:Throttled" });
  const found = foundItems(batch);
  const missing = needed.filter(({ pk, sk }) => !isLive(found[`${pk} ${sk}`]));
  if (missing.length > 0) referencesNotFound(missing);
}

import type { Context } from "@aws-appsync/utils";
import type { Item } from "../data/record.ts";
import { type Batch, foundItems, isPartial } from "./batch-get.ts";
import { failed, referencesNotFound } from "./fail.ts";
import type { Needed } from "./prepare-input.ts";
import { isLive } from "./visible.ts";

/** The items of a batch by `<pk> <sk>`, or ends with what DynamoDB said, also when it left some keys out. */
export function completeBatch(ctx: Context): Readonly<Record<string, Item>> {
  if (ctx.error) failed(ctx.error);
  const batch = ctx.result as Batch | null;
  if (isPartial(batch)) {
    failed({ message: "The database is busy. Send the request again.", type: "DynamoDB:Throttled" });
  }
  return foundItems(batch);
}

/** Ends with `ReferenceNotFound` unless all that is needed was found and lives. */
export function requireParents(found: Readonly<Record<string, Item>>, needed: readonly Needed[]): void {
  const missing = needed.filter(({ pk, sk }) => !isLive(found[`${pk} ${sk}`]));
  if (missing.length > 0) referencesNotFound(missing);
}

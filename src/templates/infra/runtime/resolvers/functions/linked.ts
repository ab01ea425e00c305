import { type DynamoDBBatchGetItemRequest, runtime } from "@aws-appsync/utils";
import { type Key, recordKey } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import { ownerPrefix } from "../authorize.ts";
import { type Batch, batchGet, foundItems, isPartial } from "../batch-get.ts";
import { passes } from "../evaluate-filter.ts";
import { failed, invalid } from "../fail.ts";
import type { LinkedSpec } from "../operation-specs.ts";
import { emptyPage, type Page } from "../paging.ts";
import type { StashContext } from "../stash.ts";
import { tableName } from "../table-name.ts";
import { isGranted, isLive } from "../visible.ts";

type Ctx = StashContext<LinkedSpec>;

/** Second hop of a manyToMany field: the linked records, in one batch. */
export function request(ctx: Ctx): DynamoDBBatchGetItemRequest {
  const { spec, ids } = ctx.stash;
  if (ids.length === 0) return runtime.earlyReturn(emptyPage());
  const table = tableName(ctx, spec);
  return batchGet(
    ids.map((id) => ({ ...keyOf(ctx, id), table })),
    false,
  );
}

export function response(ctx: Ctx): Page {
  if (ctx.error) failed(ctx.error);
  const batch = ctx.result as Batch | null;
  if (isPartial(batch)) invalid([{ field: "limit", message: "is too high for records of this size" }]);
  const found = foundItems(batch);
  const { ids, grant, filter, nextToken } = ctx.stash;
  const items: Item[] = [];
  ids.forEach((id) => {
    const key = keyOf(ctx, id);
    const item = found[`${key.pk} ${key.sk}`];
    if (isLive(item) && isGranted(grant, item) && (!filter || passes(filter, item))) items.push(item);
  });
  return { items, nextToken };
}

function keyOf(ctx: Ctx, id: string): Key {
  const { spec, grant } = ctx.stash;
  return recordKey(ownerPrefix(grant, spec.scope), spec, id);
}

import { type DynamoDBBatchGetItemRequest, runtime } from "@aws-appsync/utils";
import { type Key, recordKey } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import { type Grant, mayAuthorize, ownerPrefix } from "../authorize.ts";
import { type Batch, batchGet, batchLimit, foundItems, isPartial } from "../batch-get.ts";
import { isUlid } from "../matches-whole.ts";
import type { Parent } from "../operation-specs.ts";
import { withParents } from "../prefetched.ts";
import { wants } from "../selection.ts";
import type { StashContext } from "../stash.ts";
import { tableName } from "../table-name.ts";
import { isGranted, isLive } from "../visible.ts";

type Ctx = StashContext<{ readonly parents?: readonly Parent[] }>;

/** A belongsTo field that the query asks for and the caller may read. */
interface Wanted {
  readonly parent: Parent;
  readonly grant: Grant;
}

/**
 * After a page was read: reads the parents its records refer to, all in one batch, so that `items { customer { name } }`
 * costs two calls and not one more for each record. What it leaves out, the belongsTo field reads by itself.
 */
export function request(ctx: Ctx): DynamoDBBatchGetItemRequest {
  const keys = Object.values(keysOf(ctx, wantedParents(ctx)));
  return keys.length === 0 ? runtime.earlyReturn(ctx.prev.result) : batchGet(keys, false);
}

export function response(ctx: Ctx) {
  const page = ctx.prev.result;
  // A failure here is left to the fields, which read again.
  if (ctx.error) return page;
  const batch = ctx.result as Batch | null;
  const wanted = wantedParents(ctx);
  const asked = isPartial(batch) ? {} : keysOf(ctx, wanted);
  const found = foundItems(batch);
  const items = (page?.items ?? []).map((item) => {
    const parents: Record<string, Item | false> = {};
    wanted.forEach(({ parent, grant }) => {
      const key = keyOf(parent, grant, item);
      const name = key === null ? "" : `${key.pk} ${key.sk}`;
      const record = found[name];
      if (record) parents[parent.name] = isLive(record) && isGranted(grant, record) ? record : false;
      else if (asked[name]) parents[parent.name] = false;
    });
    return withParents(item, parents);
  });
  return { ...page, items };
}

function wantedParents(ctx: Ctx): Wanted[] {
  const wanted: Wanted[] = [];
  (ctx.stash.spec.parents ?? []).forEach((parent) => {
    const grant = wants(ctx, `items/${parent.name}`) ? mayAuthorize(ctx, parent.target, "read") : null;
    if (grant !== null) wanted.push({ parent, grant });
  });
  return wanted;
}

/** The keys to read, each once and no more than a batch takes. */
function keysOf(ctx: Ctx, wanted: readonly Wanted[]): Record<string, Key & { readonly table: string }> {
  const keys: Record<string, Key & { readonly table: string }> = {};
  wanted.forEach(({ parent, grant }) => {
    const table = tableName(ctx, parent.target);
    (ctx.prev.result?.items ?? []).forEach((item) => {
      const key = keyOf(parent, grant, item);
      if (key !== null && Object.keys(keys).length < batchLimit)
        keys[`${key.pk} ${key.sk}`] = { ...key, table };
    });
  });
  return keys;
}

function keyOf(parent: Parent, grant: Grant, item: Item): Key | null {
  const id = item[parent.foreignKey];
  return isUlid(id) ? recordKey(ownerPrefix(grant, parent.target.scope), parent.target, id) : null;
}

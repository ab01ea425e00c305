import type { DynamoDBBatchGetItemRequest } from "@aws-appsync/utils";
import { recordKey } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import { authorize, ownerPrefix } from "../authorize.ts";
import { batchGet } from "../batch-get.ts";
import { invalid, notFound } from "../fail.ts";
import { isUlid } from "../matches-whole.ts";
import type { ChangeLinksSpec } from "../operation-specs.ts";
import { completeBatch, requireParents } from "../require-parents.ts";
import { requireUnchanged } from "../require-unchanged.ts";
import type { StashContext } from "../stash.ts";
import { tableName } from "../table-name.ts";

type Ctx = StashContext<ChangeLinksSpec, { readonly input: Item }>;

/** A batch reads a hundred: the record and those it is linked to. A transaction takes no more either. */
const mostIds = 99;

/**
 * First function of linking and unlinking: reads the record, which the caller must be allowed to update, and, for linking,
 * those it is linked to, which must be there.
 */
export function request(ctx: Ctx): DynamoDBBatchGetItemRequest {
  const { spec } = ctx.stash;
  const { input } = ctx.args;
  const grant = authorize(ctx, spec, "update");
  const id = input[spec.ownId];
  if (!isUlid(id)) return notFound(spec.name, `${id}`);
  const ids = distinct(input[spec.otherIds] as readonly string[]);
  if (ids.length === 0 || ids.length > mostIds) {
    invalid([{ field: spec.otherIds, message: `must have 1 to ${mostIds} elements` }]);
  }
  const wrong = ids.filter((each) => !isUlid(each));
  if (wrong.length > 0) invalid([{ field: spec.otherIds, message: `${wrong[0]} is not an id` }]);
  const linked = spec.linked;
  const prefix = ownerPrefix(grant, linked.scope);
  const own = { ...recordKey(ownerPrefix(grant, spec.scope), spec, id), table: tableName(ctx, spec) };
  const others = spec.remove
    ? []
    : ids.map((each) => ({
        ...recordKey(prefix, linked, each),
        table: tableName(ctx, linked),
        foreignKeys: [spec.otherIds],
      }));
  ctx.stash.grant = grant;
  ctx.stash.ids = ids;
  ctx.stash.needed = others;
  // A model linked to itself may name the record among the others; a batch takes no key twice.
  return batchGet([own, ...others.filter((each) => each.pk !== own.pk || each.sk !== own.sk)], true);
}

export function response(ctx: Ctx): null {
  const { spec, grant, needed } = ctx.stash;
  const found = completeBatch(ctx);
  const id = `${ctx.args.input[spec.ownId]}`;
  const key = recordKey(ownerPrefix(grant, spec.scope), spec, id);
  requireUnchanged(spec.name, id, found[`${key.pk} ${key.sk}`] ?? null, grant, {});
  requireParents(found, needed);
  return null;
}

function distinct(ids: readonly string[]): string[] {
  const known: Record<string, boolean> = {};
  ids.forEach((id) => {
    known[id] = true;
  });
  return Object.keys(known);
}

import { type DynamoDBBatchGetItemRequest, runtime } from "@aws-appsync/utils";
import { recordKey } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import { authorize, ownerPrefix } from "../authorize.ts";
import { batchGet } from "../batch-get.ts";
import { notFound } from "../fail.ts";
import { isUlid } from "../matches-whole.ts";
import { needsLoading } from "../needs-loading.ts";
import type { WriteSpec } from "../operation-specs.ts";
import { checkInput, neededParents } from "../prepare-input.ts";
import { completeBatch, requireParents } from "../require-parents.ts";
import { requireUnchanged } from "../require-unchanged.ts";
import type { StashContext } from "../stash.ts";
import { tableName } from "../table-name.ts";
import { now } from "../times.ts";

type Ctx = StashContext<WriteSpec, { readonly input: Item }>;

/**
 * First function of `update<Model>`: checks the input and, in one batch, reads what new foreign keys point to and the
 * record itself, the latter only when an index or a unique constraint needs values that are not given.
 */
export function request(ctx: Ctx): DynamoDBBatchGetItemRequest {
  const { spec } = ctx.stash;
  const { input } = ctx.args;
  const grant = authorize(ctx, spec, "update");
  const id = `${input["id"]}`;
  const { values, cleared } = checkInput(spec, grant, input, true);
  if (!isUlid(id)) notFound(spec.name, id);
  const record = { ...values, id, updatedAt: now() };
  ctx.stash.grant = grant;
  ctx.stash.record = record;
  ctx.stash.removed = cleared;
  ctx.stash.needed = neededParents(ctx, grant, spec.references, values);
  const key = recordKey(ownerPrefix(grant, spec.scope), spec, id);
  const self = { ...key, table: tableName(ctx, spec) };
  const loads = needsLoading(spec, record, cleared);
  const all = loads
    ? [self, ...ctx.stash.needed.filter((each) => each.pk !== key.pk || each.sk !== key.sk)]
    : ctx.stash.needed;
  ctx.stash.loaded = null;
  return all.length === 0 ? runtime.earlyReturn(null) : batchGet(all, true);
}

export function response(ctx: Ctx): null {
  const { spec, grant, record, removed } = ctx.stash;
  const found = completeBatch(ctx);
  if (needsLoading(spec, record, removed)) {
    const key = recordKey(ownerPrefix(grant, spec.scope), spec, `${record["id"]}`);
    const loaded = found[`${key.pk} ${key.sk}`] ?? null;
    ctx.stash.loaded = requireUnchanged(spec.name, `${record["id"]}`, loaded, grant, ctx.args.input);
  }
  requireParents(found, ctx.stash.needed);
  return null;
}

import { type DynamoDBBatchGetItemRequest, runtime, util } from "@aws-appsync/utils";
import type { Item } from "../../data/record.ts";
import { authorize } from "../authorize.ts";
import { batchGet } from "../batch-get.ts";
import type { WriteSpec } from "../operation-specs.ts";
import { checkInput, neededParents } from "../prepare-input.ts";
import { derivedAttributes } from "../records.ts";
import { completeBatch, requireParents } from "../require-parents.ts";
import type { StashContext } from "../stash.ts";
import { now } from "../times.ts";

type Ctx = StashContext<WriteSpec, { readonly input: Item }>;

/**
 * First function of `create<Model>`: checks the input, makes the record, and reads what its foreign keys point to. Without
 * foreign keys nothing is read.
 *
 * A read, and no ConditionCheck in a transaction: two transactions that name the same parent cancel each other, so that
 * lines of one invoice could not be created at the same time.
 */
export function request(ctx: Ctx): DynamoDBBatchGetItemRequest {
  const { spec } = ctx.stash;
  const { input } = ctx.args;
  const grant = authorize(ctx, spec, "create");
  const { values } = checkInput(spec, grant, input, false);
  const moment = now();
  const record: Item = {
    ...values,
    id: input["id"] ?? util.autoUlid(),
    ...(spec.scope === "tenant" ? { tenantId: grant.tenantId } : {}),
    ...(grant.userId === null ? {} : { createdBy: grant.userId }),
    createdAt: moment,
    updatedAt: moment,
    version: 1,
    _m: spec.name,
  };
  ctx.stash.grant = grant;
  ctx.stash.record = { ...record, ...derivedAttributes(grant, spec, record) };
  const needed = neededParents(ctx, grant, spec.references, values);
  ctx.stash.needed = needed;
  return needed.length === 0 ? runtime.earlyReturn(null) : batchGet(needed, true);
}

export function response(ctx: Ctx): null {
  requireParents(completeBatch(ctx), ctx.stash.needed);
  return null;
}

import { type DynamoDBGetItemRequest, runtime } from "@aws-appsync/utils";
import { recordKey } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import { authorize, ownerPrefix } from "../authorize.ts";
import { failed } from "../fail.ts";
import { isUlid } from "../matches-whole.ts";
import type { GetSpec } from "../operation-specs.ts";
import { typedKey } from "../records.ts";
import type { StashContext } from "../stash.ts";
import { isGranted, isLive } from "../visible.ts";

type Ctx = StashContext<GetSpec, { readonly id?: string | null }>;

/** Reads one record by its id, or by the id that a unique value led to. Consistent: what was just written is there. */
export function request(ctx: Ctx): DynamoDBGetItemRequest {
  const { spec } = ctx.stash;
  const grant = authorize(ctx, spec, "read");
  ctx.stash.grant = grant;
  const id = ctx.args.id ?? ctx.stash.id;
  if (!isUlid(id)) return runtime.earlyReturn(null);
  const key = recordKey(ownerPrefix(grant, spec.scope), spec, id);
  return { operation: "GetItem", key: typedKey(key), consistentRead: true };
}

export function response(ctx: Ctx): Item | null {
  if (ctx.error) failed(ctx.error);
  const item = ctx.result as Item | null;
  return isLive(item) && isGranted(ctx.stash.grant, item) ? item : null;
}

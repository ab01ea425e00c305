import { type DynamoDBGetItemRequest, runtime } from "@aws-appsync/utils";
import { recordKey } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import { authorize, ownerPrefix } from "../authorize.ts";
import { failed } from "../fail.ts";
import { isUlid } from "../matches-whole.ts";
import type { ParentSpec } from "../operation-specs.ts";
import { prefetched } from "../prefetched.ts";
import { typedKey } from "../records.ts";
import type { StashContext } from "../stash.ts";
import { isGranted, isLive } from "../visible.ts";

type Ctx = StashContext<ParentSpec>;

/** A belongsTo field: reads what the foreign key of the source points to, unless the list has brought it along. */
export function request(ctx: Ctx): DynamoDBGetItemRequest {
  const { parent } = ctx.stash.spec;
  const source = ctx.source ?? {};
  const known = prefetched(source, parent.name);
  if (known !== undefined) return runtime.earlyReturn(known);
  const id = source[parent.foreignKey];
  if (!isUlid(id)) return runtime.earlyReturn(null);
  const grant = authorize(ctx, parent.target, "read");
  ctx.stash.grant = grant;
  const key = recordKey(ownerPrefix(grant, parent.target.scope), parent.target, id);
  return { operation: "GetItem", key: typedKey(key) };
}

export function response(ctx: Ctx): Item | null {
  if (ctx.error) failed(ctx.error);
  const item = ctx.result as Item | null;
  return isLive(item) && isGranted(ctx.stash.grant, item) ? item : null;
}

import type { DynamoDBGetItemRequest } from "@aws-appsync/utils";
import { recordKey } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import { authorize, ownerPrefix } from "../authorize.ts";
import { failed, notFound } from "../fail.ts";
import { isUlid } from "../matches-whole.ts";
import type { DeleteSpec, RestoreSpec } from "../operation-specs.ts";
import { typedKey } from "../records.ts";
import type { StashContext } from "../stash.ts";

type Ctx = StashContext<DeleteSpec | RestoreSpec, { readonly input: Item }>;

/** Reads the record that is to be deleted or restored, where the next function needs its values. */
export function request(ctx: Ctx): DynamoDBGetItemRequest {
  const { spec } = ctx.stash;
  const grant = authorize(ctx, spec, "delete");
  const id = ctx.args.input["id"];
  if (!isUlid(id)) return notFound(spec.name, `${id}`);
  return {
    operation: "GetItem",
    key: typedKey(recordKey(ownerPrefix(grant, spec.scope), spec, id)),
    consistentRead: true,
  };
}

export function response(ctx: Ctx): null {
  if (ctx.error) failed(ctx.error);
  ctx.stash.loaded = ctx.result as Item | null;
  return null;
}

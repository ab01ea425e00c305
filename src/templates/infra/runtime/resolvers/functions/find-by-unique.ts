import { type DynamoDBGetItemRequest, runtime } from "@aws-appsync/utils";
import { guardKey } from "../../data/keys.ts";
import type { Item, Value } from "../../data/record.ts";
import { authorize, ownerPrefix } from "../authorize.ts";
import { failed, invalid } from "../fail.ts";
import type { GetSpec } from "../operation-specs.ts";
import { typedKey } from "../records.ts";
import type { StashContext } from "../stash.ts";
import { canonical } from "../times.ts";

type Ctx = StashContext<GetSpec, Readonly<Record<string, Value>>>;

/**
 * First hop of `get<Model>(by...)`, and of a hasOne on a model with shards: reads the guard of a unique constraint, which
 * names the record.
 */
export function request(ctx: Ctx): DynamoDBGetItemRequest {
  const { spec } = ctx.stash;
  const grant = authorize(ctx, spec, "read");
  const name = spec.by ?? onlyArgument(ctx);
  const unique = (spec.uniques ?? []).find((each) => each.name === name);
  if (unique === undefined) return runtime.earlyReturn(null);
  const argument = spec.by === undefined ? ctx.args[name] : ctx.source?.["id"];
  const given = typeof argument === "object" ? (argument as Item) : { [`${unique.fields[0]}`]: argument };
  const values: Record<string, Value> = {};
  unique.fields.forEach((field) => {
    values[field] = canonical(spec.times?.[field], given[field]);
  });
  const key = guardKey(ownerPrefix(grant, spec.scope), spec, unique, values);
  if (key === null) return runtime.earlyReturn(null);
  return { operation: "GetItem", key: typedKey(key), consistentRead: true };
}

/** `id` or the name of a unique constraint. */
function onlyArgument(ctx: Ctx): string {
  const names = Object.keys(ctx.args).filter((name) => (ctx.args[name] ?? null) !== null);
  return names.length === 1 ? `${names[0]}` : invalid([{ field: "arguments", message: "give exactly one" }]);
}

export function response(ctx: Ctx): null {
  if (ctx.error) failed(ctx.error);
  const guard = ctx.result as Item | null;
  ctx.stash.id = guard ? `${guard["id"]}` : null;
  return null;
}

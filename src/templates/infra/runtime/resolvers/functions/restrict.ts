import { type DynamoDBQueryRequest, util } from "@aws-appsync/utils";
import { indexPartition } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import { authorize, ownerPrefix } from "../authorize.ts";
import { failed, inUse } from "../fail.ts";
import type { DeleteSpec, Restrict } from "../operation-specs.ts";
import type { StashContext } from "../stash.ts";
import { isLive } from "../visible.ts";

type Ctx = StashContext<DeleteSpec, { readonly input: Item }>;

/** One that refers to itself, and some that have expired and are still there. */
const looked = 20;

/**
 * Before a deletion: is there a record that refers to this one and forbids it? Looks at one relation; a pipeline has this
 * function once for each.
 */
export function request(ctx: Ctx): DynamoDBQueryRequest {
  const { spec } = ctx.stash;
  const grant = authorize(ctx, spec, "delete");
  const { target, index, shard } = current(ctx);
  const partition = indexPartition(
    ownerPrefix(grant, target.scope),
    target,
    index,
    [`${ctx.args.input["id"]}`],
    shard,
  );
  return {
    operation: "Query",
    index: `gsi${index.slot}`,
    query: {
      expression: "#pk = :pk",
      expressionNames: { "#pk": `gsi${index.slot}_pk` },
      expressionValues: util.dynamodb.toMapValues({ ":pk": partition }),
    },
    limit: looked,
  };
}

export function response(ctx: Ctx): null {
  if (ctx.error) failed(ctx.error);
  const id = `${ctx.args.input["id"]}`;
  const { relation, target } = current(ctx);
  const { items, nextToken } = ctx.result as {
    readonly items: readonly Item[];
    readonly nextToken?: string | null;
  };
  const blocks = items.some((item) => item["id"] !== id && isLive(item));
  if (blocks || nextToken) inUse(ctx.stash.spec.name, id, target.name, relation);
  ctx.stash.looked = (ctx.stash.looked ?? 0) + 1;
  return null;
}

function current(ctx: Ctx): Restrict {
  const { spec, looked: position } = ctx.stash;
  return (spec.restricts ?? [])[position ?? 0] as Restrict;
}

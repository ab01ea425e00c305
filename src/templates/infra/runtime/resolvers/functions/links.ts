import { type DynamoDBQueryRequest, util } from "@aws-appsync/utils";
import { linkPartition } from "../../data/keys.ts";
import type { Item } from "../../data/record.ts";
import { authorize, ownerPrefix } from "../authorize.ts";
import { failed, invalid, isRefused } from "../fail.ts";
import { flattenFilter } from "../filter.ts";
import type { LinkedSpec } from "../operation-specs.ts";
import { pageLimit } from "../paging.ts";
import type { StashContext } from "../stash.ts";
import type { QueryArguments } from "./query.ts";

type Ctx = StashContext<LinkedSpec, QueryArguments>;

/** First hop of a manyToMany field: the ids of the linked records. They come in the order of their ids. */
export function request(ctx: Ctx): DynamoDBQueryRequest {
  const { spec } = ctx.stash;
  const { args } = ctx;
  const grant = authorize(ctx, spec, "read");
  ctx.stash.grant = grant;
  if (args.filter) ctx.stash.filter = flattenFilter(args.filter, spec.times ?? {});
  const left = spec.side === "left";
  const partition = linkPartition(ownerPrefix(grant, spec.scope), spec.link, `${ctx.source?.["id"]}`);
  return {
    operation: "Query",
    ...(left ? {} : { index: "gsi1" }),
    query: {
      expression: "#pk = :pk",
      expressionNames: { "#pk": left ? "pk" : "gsi1_pk" },
      expressionValues: util.dynamodb.toMapValues({ ":pk": partition }),
    },
    limit: pageLimit(args.limit),
    scanIndexForward: args.sortDirection !== "DESC",
    ...(args.nextToken ? { nextToken: args.nextToken } : {}),
  };
}

export function response(ctx: Ctx): null {
  if (ctx.error) {
    if (isRefused(ctx.error)) invalid([{ field: "nextToken", message: "is not of this list" }]);
    failed(ctx.error);
  }
  const page = ctx.result as { readonly items?: readonly Item[]; readonly nextToken?: string | null } | null;
  const other = ctx.stash.spec.side === "left" ? "sk" : "gsi1_sk";
  ctx.stash.ids = (page?.items ?? []).map((item) => `${item[other]}`);
  ctx.stash.nextToken = page?.nextToken ?? null;
  return null;
}

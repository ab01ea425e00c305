import { type DynamoDBQueryRequest, runtime } from "@aws-appsync/utils";
import { indexPartition, modelPartition } from "../../data/keys.ts";
import type { Item, Value } from "../../data/record.ts";
import { authorize, ownerPrefix } from "../authorize.ts";
import { type Choice, chooseIndex } from "../choose-index.ts";
import { allOf, type Expression } from "../expression.ts";
import { failed, invalid, isRefused } from "../fail.ts";
import { flattenFilter } from "../filter.ts";
import type { QuerySpec } from "../operation-specs.ts";
import { emptyPage, type Page, pageLimit, shardOfToken, startOfToken, tokenAfter } from "../paging.ts";
import { renderFilter } from "../render-filter.ts";
import type { StashContext } from "../stash.ts";
import { liveConditions } from "../visible.ts";

export interface QueryArguments {
  readonly filter?: Item | null;
  readonly sortDirection?: "ASC" | "DESC" | null;
  readonly limit?: number | null;
  readonly nextToken?: string | null;
  readonly [by: string]: Value;
}

type Ctx = StashContext<QuerySpec, QueryArguments>;

/** A page of records: all of a model, those of one index partition, or those that belong to the source. */
export function request(ctx: Ctx): DynamoDBQueryRequest {
  const { spec } = ctx.stash;
  const { args } = ctx;
  const grant = authorize(ctx, spec, "read");
  const choice = chooseIndex(spec, args, ctx.source ?? null);
  const shard = shardOfToken(spec.shards, args.nextToken);
  ctx.stash.shard = shard;
  // An empty range is no query: DynamoDB refuses a BETWEEN whose ends are the wrong way round.
  if (choice.low !== null && choice.high !== null && choice.low > choice.high)
    return runtime.earlyReturn(emptyPage());
  const prefix = ownerPrefix(grant, spec.scope);
  const partition = choice.index
    ? indexPartition(prefix, spec, choice.index, choice.hash, shard)
    : modelPartition(prefix, spec, shard);
  const live = liveConditions(spec, grant);
  const filter = allOf(
    args.filter ? [...live, renderFilter(flattenFilter(args.filter, spec.times ?? {}))] : live,
  );
  const start = startOfToken(spec.shards, args.nextToken);
  return {
    operation: "Query",
    ...(choice.index ? { index: `gsi${choice.index.slot}` } : {}),
    query: keyCondition(choice, partition),
    ...(filter === null ? {} : { filter }),
    ...(start === null ? {} : { nextToken: start }),
    limit: pageLimit(args.limit),
    scanIndexForward: args.sortDirection !== "DESC",
  };
}

export function response(ctx: Ctx): Page | Item | null {
  const { spec } = ctx.stash;
  if (ctx.error) {
    if (isRefused(ctx.error)) {
      invalid([{ field: "nextToken, filter", message: "is not of this list, or too long" }]);
    }
    failed(ctx.error);
  }
  const page = ctx.result as Page | null;
  const items = page?.items ?? [];
  if (spec.single) return items[0] ?? null;
  return { items, nextToken: tokenAfter(spec.shards, ctx.stash.shard, page?.nextToken ?? null) };
}

function keyCondition(choice: Choice, partition: string) {
  const prefix = choice.index ? `gsi${choice.index.slot}_` : "";
  // Starts empty because AppSync infers types from the bundled code: a first element would decide what may follow.
  const conditions: Expression[] = [];
  conditions.push({ expression: "#pk = :pk", names: { "#pk": `${prefix}pk` }, values: { ":pk": partition } });
  if (choice.low !== null) {
    conditions.push(
      choice.high === null
        ? { expression: "#sk >= :low", names: { "#sk": `${prefix}sk` }, values: { ":low": choice.low } }
        : {
            expression: "#sk BETWEEN :low AND :high",
            names: { "#sk": `${prefix}sk` },
            values: { ":low": choice.low, ":high": choice.high },
          },
    );
  }
  return allOf(conditions) ?? { expression: "" };
}

import type { Context } from "@aws-appsync/utils";
import type { Item } from "../data/record.ts";
import type { Grant } from "./authorize.ts";
import type { FilterNode } from "./filter.ts";
import type { Page } from "./paging.ts";
import type { Needed } from "./prepare-input.ts";

/** `ctx` of a function: the resolver put the spec into the stash, earlier functions the rest. */
export type StashContext<Spec, Args = Record<string, unknown>> = Context<
  Args,
  { readonly spec: Spec } & Steps,
  { readonly result?: Partial<Page> | null },
  Item,
  unknown
>;

/** What one function of a pipeline leaves for the next. */
interface Steps {
  grant: Grant;
  /** The id a unique value led to. */
  id: string | null;
  /** The record as it was read. */
  loaded: Item | null;
  /** The record as it will be. */
  record: Item;
  /** Attributes an update removes. */
  removed: readonly string[];
  /** Of each action in a transaction: the unique constraint whose value it takes, or nothing. */
  guards: readonly string[];
  needed: readonly Needed[];
  filter: readonly FilterNode[];
  ids: readonly string[];
  nextToken: string | null;
  /** How many restricting relations were looked at. */
  looked: number;
  shard: number;
}

import type { Item, Value } from "../data/record.ts";
import type { IndexSpec } from "../data/spec.ts";
import { invalid } from "./fail.ts";
import type { QuerySpec } from "./operation-specs.ts";
import { boundsOf } from "./range.ts";
import { canonical } from "./times.ts";

/** What a query reads. */
export interface Choice {
  /** Null: the records of the model themselves, by id. */
  readonly index: IndexSpec | null;
  readonly hash: readonly Value[];
  /** Inclusive bounds of the sort key; null: none. */
  readonly low: string | null;
  readonly high: string | null;
}

/**
 * The index that the arguments name, with the values to look for. A hasMany or hasOne names it in its spec and looks for
 * the source's id.
 */
export function chooseIndex(
  spec: QuerySpec,
  args: Readonly<Record<string, Value>>,
  source: Item | null,
): Choice {
  if (spec.by !== undefined) {
    const index = spec.indexes.find((each) => each.name === spec.by) ?? null;
    return { index, hash: [source?.["id"]], low: null, high: null };
  }
  const given = spec.indexes.filter((index) => (args[index.name] ?? null) !== null);
  if (given.length > 1) {
    invalid(given.map((index) => ({ field: index.name, message: "give at most one of these" })));
  }
  const index = given[0] ?? null;
  if (index === null) return { index, hash: [], low: null, high: null };
  const argument = args[index.name] as Item;
  const times = spec.times ?? {};
  const hash = index.hash.map((field) => canonical(times[field], argument[field]));
  const missing = index.hash.filter((_, position) => (hash[position] ?? null) === null);
  if (missing.length > 0) {
    invalid(
      missing.map((field) => ({
        field: `${index.name}.${field}`,
        message: "is required, without an offset",
      })),
    );
  }
  const sort = index.sort[0];
  const range = sort === undefined ? null : (argument[sort] ?? null);
  const bounds = sort === undefined || range === null ? null : boundsOf(sort, times[sort], range as Item);
  return { index, hash, low: bounds?.low ?? null, high: bounds?.high ?? null };
}

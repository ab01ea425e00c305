import type { Item } from "../data/record.ts";
import { invalid } from "./fail.ts";

export interface Page {
  readonly items: readonly Item[];
  /** Null: there is no more. A page may be short, even empty, and still have one. */
  readonly nextToken: string | null;
}

const defaultLimit = 25;
const largestLimit = 100;
/** Between the shard and AppSync's own token. */
const colon = ":";
const digits = "01234567";

export function emptyPage(): Page {
  return { items: [], nextToken: null };
}

/** How many records to read for a page: 1 to 100. */
export function pageLimit(limit: number | null | undefined): number {
  if (limit === null || limit === undefined) return defaultLimit;
  if (limit < 1 || limit > largestLimit)
    invalid([{ field: "limit", message: `must be 1 to ${largestLimit}` }]);
  return limit;
}

/** A model with shards is read shard by shard: its tokens are `<shard>:<AppSync's token or nothing>`. */
export function shardOfToken(shards: number, token: string | null | undefined): number {
  if (shards === 1 || !token) return 0;
  const shard = digits.indexOf(token.slice(0, 1));
  if (shard < 0 || shard >= shards || token.slice(1, 2) !== colon) {
    invalid([{ field: "nextToken", message: "is not of this list" }]);
  }
  return shard;
}

/** What AppSync wants to go on within a shard; null: from its start. */
export function startOfToken(shards: number, token: string | null | undefined): string | null {
  if (!token) return null;
  const start = shards === 1 ? token : token.slice(2);
  return start === "" ? null : start;
}

export function tokenAfter(shards: number, shard: number, token: string | null): string | null {
  if (shards === 1) return token;
  if (token !== null) return `${shard}${colon}${token}`;
  return shard + 1 < shards ? `${shard + 1}${colon}` : null;
}

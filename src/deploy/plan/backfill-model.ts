import type { BackfillModel } from "../backfill/backfill-item.ts";
import { isDedicated, type ModelDescription } from "./backend-description.ts";

/** What back-fills have to know of a model, from what the deployed template says of it. */
export function backfillModel(
  name: string,
  { place, indexes, uniques, ttlField }: ModelDescription,
): BackfillModel {
  return {
    name,
    shards: Number(/\/(\d+)/.exec(place)?.[1] ?? 1),
    dedicated: isDedicated({ place }),
    ...(ttlField !== undefined && { ttlField }),
    indexes: Object.entries(indexes).map(([index, text]) => ({ name: index, ...readIndex(text) })),
    uniques: Object.entries(uniques).map(([unique, fields]) => ({ name: unique, fields: list(fields) })),
  };
}

/** Reads `3.1 status,ownerId/dueOn`. */
function readIndex(text: string) {
  const [, slot, revision, hash = "", sort = ""] = /^(\d+)\.(\d+) ([^/]*)\/(.*)$/.exec(text) ?? [];
  return { slot: Number(slot), revision: Number(revision), hash: list(hash), sort: list(sort) };
}

function list(text: string): readonly string[] {
  return text === "" ? [] : text.split(",");
}

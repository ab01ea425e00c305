import type { Connection } from "../../aws/connection.ts";
import type { StoredItem } from "../../aws/dynamodb/scan.ts";
import { type ScanPage, scanPage } from "../../aws/dynamodb/scan-page.ts";
import { prefixOf } from "../../templates/infra/runtime/data/keys.ts";
import type { UniqueBackfill } from "./backfill-item.ts";
import { inParallel } from "./in-parallel.ts";
import type { Pace } from "./pace.ts";
import { guardPartition, uniqueInputs, uniqueOfGuard } from "./unique-values.ts";

const segments = 4;
const pageSize = 500;

/** All that is known of one combination of unique values. */
export interface UniqueValue {
  readonly item: UniqueBackfill;
  /** `T#acme`: whose records these are. */
  readonly prefix: string;
  /** The partition of its guard. */
  readonly pk: string;
  /** Records that have these values. */
  readonly ids: readonly string[];
  /** The record that the guard names; null: there is no guard. */
  readonly guard: string | null;
}

export interface ReadUniquesInput {
  readonly table: string;
  readonly items: readonly UniqueBackfill[];
  readonly pace: Pace;
  /** Told how many items of the table were read. */
  onProgress(read: number): void;
}

/**
 * Every combination of unique values in a table, with the records that have it and its guard. It is kept in memory: about
 * 300 bytes a record. The table goes on changing while it is read, so anything that looks wrong is to be looked at again.
 *
 * @returns by the guards' partitions
 */
export async function readUniques(
  connection: Connection,
  { table, items, pace, onProgress }: ReadUniquesInput,
): Promise<ReadonlyMap<string, UniqueValue>> {
  const found = new Map<string, { item: UniqueBackfill; ids: string[]; guard: string | null }>();
  const at = (pk: string, item: UniqueBackfill) => {
    const value = found.get(pk) ?? { item, ids: [], guard: null };
    found.set(pk, value);
    return value;
  };
  const now = Math.floor(Date.now() / 1000);
  const filter = scanFilter(items);
  let read = 0;
  const take = (stored: StoredItem) => {
    const id = stored["id"]?.S ?? "";
    if (stored["_m"]?.S === "!guard") {
      const pk = stored["pk"]?.S ?? "";
      const item = uniqueOfGuard(pk, items);
      // An expired guard guards nothing.
      if (item !== undefined && Number(stored["_ttl"]?.N ?? now + 1) > now) at(pk, item).guard = id;
      return;
    }
    for (const item of items.filter(({ model }) => model.name === stored["_m"]?.S)) {
      const pk = guardPartition(item.model, item.unique, stored, now);
      if (pk !== null) at(pk, item).ids.push(id);
    }
  };
  await inParallel([...Array(segments).keys()], segments, async (segment) => {
    let after: StoredItem | null = null;
    do {
      const start: StoredItem | null = after;
      const page: ScanPage = await pace.write(() =>
        scanPage(connection, table, { segment, segments, after: start, limit: pageSize, ...filter }),
      );
      page.items.forEach(take);
      read += page.read;
      onProgress(read);
      after = page.next;
    } while (after !== null);
  });
  return new Map(
    [...found].map(([pk, { item, ids, guard }]) => [
      pk,
      { item, prefix: prefixOf(pk), pk, ids: ids.toSorted(), guard },
    ]),
  );
}

function scanFilter(items: readonly UniqueBackfill[]) {
  const marks = [...new Set(items.map(({ model }) => model.name)), "!guard"];
  const attributes = uniqueInputs(items);
  return {
    filter: `#m IN (${marks.map((_, position) => `:m${position}`).join(", ")})`,
    names: {
      "#m": "_m",
      ...Object.fromEntries(attributes.map((name, position) => [`#a${position}`, name])),
    },
    values: Object.fromEntries(marks.map((name, position) => [`:m${position}`, { S: name }])),
    projection: attributes.map((_, position) => `#a${position}`).join(", "),
  };
}

import type { Connection } from "../../aws/connection.ts";
import { type BackfillItem, type BackfillTables, identityOf, tableOf } from "./backfill-item.ts";
import { fillIndexes } from "./fill-indexes.ts";
import type { Duplicate } from "./find-duplicates.ts";
import { Pace } from "./pace.ts";
import { backfillStatus, closeBackfill } from "./registry.ts";
import { writeGuards } from "./write-guards.ts";

export interface RunBackfillOptions {
  readonly signal: AbortSignal;
  /** Told how far it has come. */
  onProgress?(done: BackfillCounts): void;
  /** Writes a second to begin with; left out: 500. */
  readonly first?: number;
  /** Writes a second at most, on each table. Left out: 4,000, what a new table takes. */
  readonly most?: number;
}

export interface BackfillCounts {
  /** Items that were read. */
  readonly read: number;
  /** Records whose index keys were written, and guards. */
  readonly written: number;
}

export interface BackfillOutcome extends BackfillCounts {
  /** Values that two records took while a unique constraint was deployed. The constraint's back-fill stays open. */
  readonly duplicates: readonly Duplicate[];
}

const usualMost = 4000;

/**
 * Writes the guards of new unique constraints before these are deployed, so that no value that is there already can be
 * taken a second time while `runBackfill` is at work. The resolvers of before take no notice of them.
 *
 * @param items back-fills of indexes among them are passed over
 * @returns with the values that two records took since `findDuplicates` looked: a reason not to deploy
 * @throws the signal's reason
 */
export async function guardAhead(
  connection: Connection,
  tables: BackfillTables,
  items: readonly BackfillItem[],
  options: RunBackfillOptions,
): Promise<BackfillOutcome> {
  const tally = new Tally(options);
  const duplicates: Duplicate[] = [];
  for (const [table, ofTable] of Map.groupBy(items, ({ model }) => tableOf(tables, model)))
    duplicates.push(...(await guard(connection, table, ofTable, paceFor(options), tally)));
  return { ...tally.sum(), duplicates };
}

/**
 * Fills what is new on models for the records that were there before. Users are never blocked: each record is written by
 * itself, on condition that it is as it was read. To be called once the new resolvers are deployed, with what
 * `registerBackfills` wrote down before; interrupted at any point, it is called again and goes on.
 *
 * @param items as `openBackfills` gives them
 * @throws the signal's reason
 */
export async function runBackfill(
  connection: Connection,
  tables: BackfillTables,
  items: readonly BackfillItem[],
  options: RunBackfillOptions,
): Promise<BackfillOutcome> {
  const { pooled } = tables;
  const known = new Map(
    (await backfillStatus(connection, pooled)).map((open) => [open.identity, open.since]),
  );
  const tally = new Tally(options);
  const duplicates: Duplicate[] = [];
  for (const [table, ofTable] of Map.groupBy(items, ({ model }) => tableOf(tables, model))) {
    const pace = paceFor(options);
    const indexes = ofTable.filter((item) => item.kind === "index");
    if (indexes.length > 0) {
      const sinces = indexes.map((item) => known.get(identityOf(item)) ?? new Date().toISOString());
      const since = sinces.toSorted()[0] ?? "";
      const onProgress = tally.part(`indexes of ${table}`);
      const { signal } = options;
      onProgress(
        await fillIndexes(connection, { table, pooled, items: indexes, since, pace, signal, onProgress }),
      );
      for (const item of indexes) await closeBackfill(connection, pooled, identityOf(item));
    }
    const found = await guard(connection, table, ofTable, pace, tally);
    duplicates.push(...found);
    const open = new Set(found.map(({ model, unique }) => `${model}!${unique}`));
    for (const item of ofTable) {
      if (item.kind === "unique" && !open.has(`${item.model.name}!${item.unique.name}`))
        await closeBackfill(connection, pooled, identityOf(item));
    }
  }
  return { ...tally.sum(), duplicates };
}

async function guard(
  connection: Connection,
  table: string,
  ofTable: readonly BackfillItem[],
  pace: Pace,
  tally: Tally,
): Promise<readonly Duplicate[]> {
  const items = ofTable.filter((item) => item.kind === "unique");
  if (items.length === 0) return [];
  const report = tally.part(`uniques of ${table}`);
  let [read, written] = [0, 0];
  const found = await writeGuards(connection, {
    table,
    items,
    pace,
    onProgress(done) {
      read = done;
      report({ read, written });
    },
    onWrite(done) {
      written = done;
      report({ read, written });
    },
  });
  return found.duplicates;
}

function paceFor({ signal, first, most = usualMost }: RunBackfillOptions): Pace {
  return new Pace({ ...(first !== undefined && { first }), most, signal });
}

/** Adds up what the parts of a run have done. */
class Tally {
  readonly #parts = new Map<string, BackfillCounts>();
  readonly #options: RunBackfillOptions;

  constructor(options: RunBackfillOptions) {
    this.#options = options;
  }

  part(name: string): (done: BackfillCounts) => void {
    return (done) => {
      this.#parts.set(name, done);
      this.#options.onProgress?.(this.sum());
    };
  }

  sum(): BackfillCounts {
    const all = [...this.#parts.values()];
    return {
      read: all.reduce((sum, { read }) => sum + read, 0),
      written: all.reduce((sum, { written }) => sum + written, 0),
    };
  }
}

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
  { signal, onProgress, first, most = usualMost }: RunBackfillOptions,
): Promise<BackfillOutcome> {
  const { pooled } = tables;
  const known = new Map(
    (await backfillStatus(connection, pooled)).map((open) => [open.identity, open.since]),
  );
  const counts = new Map<string, BackfillCounts>();
  const duplicates: Duplicate[] = [];
  for (const [table, ofTable] of Map.groupBy(items, ({ model }) => tableOf(tables, model))) {
    const pace = new Pace({ ...(first !== undefined && { first }), most, signal });
    const report = (part: string) => (done: BackfillCounts) => {
      counts.set(`${part} ${table}`, done);
      onProgress?.(sumOf(counts));
    };
    const indexes = ofTable.filter((item) => item.kind === "index");
    if (indexes.length > 0) {
      const sinces = indexes.map((item) => known.get(identityOf(item)) ?? new Date().toISOString());
      const since = sinces.toSorted()[0] ?? "";
      const onPage = report("indexes");
      onPage(
        await fillIndexes(connection, {
          table,
          pooled,
          items: indexes,
          since,
          pace,
          signal,
          onProgress: onPage,
        }),
      );
      for (const item of indexes) await closeBackfill(connection, pooled, identityOf(item));
    }
    const uniques = ofTable.filter((item) => item.kind === "unique");
    if (uniques.length > 0) {
      const onGuards = report("uniques");
      let [read, written] = [0, 0];
      const found = await writeGuards(connection, {
        table,
        items: uniques,
        pace,
        onProgress(items) {
          read = items;
          onGuards({ read, written });
        },
        onWrite(done) {
          written = done;
          onGuards({ read, written });
        },
      });
      duplicates.push(...found.duplicates);
      const open = new Set(found.duplicates.map(({ model, unique }) => `${model}!${unique}`));
      for (const item of uniques) {
        if (!open.has(`${item.model.name}!${item.unique.name}`))
          await closeBackfill(connection, pooled, identityOf(item));
      }
    }
  }
  return { ...sumOf(counts), duplicates };
}

function sumOf(counts: ReadonlyMap<string, BackfillCounts>): BackfillCounts {
  const all = [...counts.values()];
  return {
    read: all.reduce((sum, { read }) => sum + read, 0),
    written: all.reduce((sum, { written }) => sum + written, 0),
  };
}

import { createHash } from "node:crypto";
import type { Connection } from "../../aws/connection.ts";
import { getItem } from "../../aws/dynamodb/get-item.ts";
import type { StoredItem } from "../../aws/dynamodb/scan.ts";
import { type ScanPageInput, scanPage } from "../../aws/dynamodb/scan-page.ts";
import { updateItem } from "../../aws/dynamodb/update-item.ts";
import type { IndexSpec } from "../../templates/infra/runtime/data/spec.ts";
import { type BackfillModel, type IndexBackfill, identityOf } from "./backfill-item.ts";
import { inParallel } from "./in-parallel.ts";
import { indexChange, indexInputs } from "./index-change.ts";
import type { Pace } from "./pace.ts";
import { RunProgress, type SegmentProgress } from "./run-progress.ts";

const segments = 4;
const pageSize = 500;
/** Updates under way in one segment. */
const width = 16;
/** Longer than an old resolver is still at work after a deployment, and than clocks differ. */
const overlapMs = 5 * 60_000;
const mostAttempts = 50;

export interface FillIndexesInput {
  /** That holds the records. */
  readonly table: string;
  /** That keeps the progress. */
  readonly pooled: string;
  readonly items: readonly IndexBackfill[];
  /** When the first of them was written down: ISO 8601. */
  readonly since: string;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** Told after each page how much has been read and written in all. */
  onProgress(done: { readonly read: number; readonly written: number }): void;
}

/** The indexes that are new on one model. */
interface Target {
  readonly model: BackfillModel;
  readonly indexes: readonly IndexSpec[];
}

/**
 * Gives the records of a table the keys of new indexes. A second pass looks at what was written since the deployment
 * began: until the new resolvers were everywhere, old ones may have written behind the first pass.
 *
 * Interrupted at any point, it goes on from the page where it was.
 */
export async function fillIndexes(
  connection: Connection,
  input: FillIndexesInput,
): Promise<{ readonly read: number; readonly written: number }> {
  const byModel = Map.groupBy(input.items, ({ model }) => model.name);
  const targets = new Map(
    [...byModel].map(([name, [first, ...rest]]): [string, Target] => [
      name,
      {
        model: (first as IndexBackfill).model,
        indexes: [first as IndexBackfill, ...rest].map(({ index }) => index),
      },
    ]),
  );
  const progress = new RunProgress(connection, input.pooled, runOf(input));
  const parts = new Map<string, SegmentProgress>();
  const report = (part: string, done: SegmentProgress) => {
    parts.set(part, done);
    input.onProgress(totalOf(parts));
  };
  for (const pass of ["all", "late"] as const) {
    const filter = scanFilter(targets, pass === "late" ? input.since : null);
    await inParallel([...Array(segments).keys()], segments, async (segment) => {
      await fillSegment(connection, {
        ...input,
        targets,
        filter,
        progress,
        segment,
        part: `${pass}#${segment}`,
        report,
      });
    });
  }
  await progress.clear();
  return totalOf(parts);
}

interface SegmentInput extends FillIndexesInput {
  readonly targets: ReadonlyMap<string, Target>;
  readonly filter: Pick<ScanPageInput, "filter" | "names" | "values" | "projection">;
  readonly progress: RunProgress;
  readonly segment: number;
  readonly part: string;
  report(part: string, done: SegmentProgress): void;
}

async function fillSegment(connection: Connection, input: SegmentInput): Promise<void> {
  const { table, targets, filter, progress, segment, part, pace } = input;
  let state = await progress.of(part);
  input.report(part, state);
  while (!state.done) {
    const after = state.position;
    const page = await pace.write(() =>
      scanPage(connection, table, { segment, segments, after, limit: pageSize, ...filter }),
    );
    let written = 0;
    await inParallel(page.items, width, async (item) => {
      const target = targets.get(item["_m"]?.S ?? "");
      if (target !== undefined && (await fillRecord(connection, table, target, item, pace))) written += 1;
    });
    state = {
      read: state.read + page.read,
      written: state.written + written,
      position: page.next,
      done: page.next === null,
    };
    await progress.save(part, state);
    input.report(part, state);
  }
}

/**
 * @param read the record as the scan showed it
 * @returns whether anything had to be written
 * @throws where a record changes faster than it can be filled
 */
async function fillRecord(
  connection: Connection,
  table: string,
  { model, indexes }: Target,
  read: StoredItem,
  pace: Pace,
): Promise<boolean> {
  const key = { pk: read["pk"]?.S ?? "", sk: read["sk"]?.S ?? "" };
  let item: StoredItem | null = read;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const change = item === null ? null : indexChange(model, indexes, item);
    if (change === null) return false;
    if (await pace.write(() => updateItem(connection, table, key, change))) return true;
    item = await getItem(connection, table, key);
  }
  throw new Error(`The ${model.name} ${key.sk} changes faster than its index keys can be written.`);
}

/** @param since null: all records; otherwise those that were changed since then, or shortly before */
function scanFilter(
  targets: ReadonlyMap<string, Target>,
  since: string | null,
): Pick<ScanPageInput, "filter" | "names" | "values" | "projection"> {
  const models = [...targets.keys()];
  const attributes = [
    ...new Set(["_m", ...[...targets.values()].flatMap(({ indexes }) => indexInputs(indexes))]),
  ];
  const isOne = `#m IN (${models.map((_, position) => `:m${position}`).join(", ")})`;
  const from = since === null ? null : new Date(Date.parse(since) - overlapMs).toISOString();
  return {
    filter: from === null ? isOne : `${isOne} AND #updatedAt >= :from`,
    names: {
      "#m": "_m",
      ...Object.fromEntries(attributes.map((name, position) => [`#a${position}`, name])),
      ...(from !== null && { "#updatedAt": "updatedAt" }),
    },
    values: {
      ...Object.fromEntries(models.map((name, position) => [`:m${position}`, { S: name }])),
      ...(from !== null && { ":from": { S: from } }),
    },
    projection: attributes.map((_, position) => `#a${position}`).join(", "),
  };
}

/** The same indexes, written down at the same time, on the same table: the same run. */
function runOf({ items, table, since }: FillIndexesInput): string {
  const parts = [table, since, `${segments}`, ...items.map(identityOf).toSorted()];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}

function totalOf(parts: ReadonlyMap<string, SegmentProgress>): { read: number; written: number } {
  let [read, written] = [0, 0];
  for (const [part, done] of parts) {
    // The second pass reads the same records once more.
    if (part.startsWith("all")) read += done.read;
    written += done.written;
  }
  return { read, written };
}

import type { Connection } from "../../aws/connection.ts";
import { getItem } from "../../aws/dynamodb/get-item.ts";
import type { StoredItem } from "../../aws/dynamodb/scan.ts";
import { exitCode, UserError } from "../../errors/user-error.ts";
import { recordKey } from "../../templates/infra/runtime/data/keys.ts";
import { type BackfillItem, type BackfillTables, tableOf } from "./backfill-item.ts";
import { Pace } from "./pace.ts";
import { plainRecord } from "./plain-record.ts";
import { readUniques, type UniqueValue } from "./read-uniques.ts";
import { guardPartition } from "./unique-values.ts";

/** Records that a unique constraint forbids to be together. */
export interface Duplicate {
  readonly model: string;
  readonly unique: string;
  /** `T#acme`, `U#<user>`, `G`. */
  readonly owner: string;
  /** What they have in common. */
  readonly values: Readonly<Record<string, unknown>>;
  /** By age; but first the one that the values' guard names, where there is one. */
  readonly ids: readonly string[];
}

export interface FindDuplicatesOptions {
  readonly signal: AbortSignal;
  /** Told how many items were read. */
  onProgress?(read: number): void;
}

/**
 * Looks for records that new unique constraints would forbid. To be asked before they are deployed. Writes nothing.
 *
 * @param items back-fills of indexes among them are passed over
 * @returns all of them, none where the constraints can be deployed
 */
export async function findDuplicates(
  connection: Connection,
  tables: BackfillTables,
  items: readonly BackfillItem[],
  { signal, onProgress }: FindDuplicatesOptions,
): Promise<readonly Duplicate[]> {
  const uniques = items.filter((item) => item.kind === "unique");
  const byTable = Map.groupBy(uniques, ({ model }) => tableOf(tables, model));
  const pace = new Pace({ most: Number.POSITIVE_INFINITY, signal });
  const duplicates: Duplicate[] = [];
  let before = 0;
  for (const [table, ofTable] of byTable) {
    let now = 0;
    const values = await readUniques(connection, {
      table,
      items: ofTable,
      pace,
      onProgress(read) {
        now = read;
        onProgress?.(before + read);
      },
    });
    before += now;
    for (const value of values.values()) {
      const duplicate = value.ids.length > 1 ? await confirmDuplicate(connection, table, value) : null;
      if (duplicate !== null) duplicates.push(duplicate);
    }
  }
  return duplicates;
}

/**
 * Reads records again that seemed to have the same unique values: one may have given them away to the other meanwhile.
 *
 * @returns null where they have not
 */
export async function confirmDuplicate(
  connection: Connection,
  table: string,
  value: UniqueValue,
): Promise<Duplicate | null> {
  const holders: StoredItem[] = [];
  for (const id of value.ids) {
    const holder = await readHolder(connection, table, value, id);
    if (holder !== null) holders.push(holder);
  }
  const [first] = holders;
  if (first === undefined || holders.length < 2) return null;
  const { model, unique } = value.item;
  const record = plainRecord(first);
  return {
    model: model.name,
    unique: unique.name,
    owner: value.prefix,
    values: Object.fromEntries(unique.fields.map((field) => [field, record[field]])),
    ids: holders
      .map((holder) => holder["id"]?.S ?? "")
      .toSorted((one, other) => Number(other === value.guard) - Number(one === value.guard)),
  };
}

/** @returns the record as it is now, if it has these unique values; null otherwise */
export async function readHolder(
  connection: Connection,
  table: string,
  { item: { model, unique }, prefix, pk }: UniqueValue,
  id: string,
): Promise<StoredItem | null> {
  const record = await getItem(connection, table, recordKey(prefix, model, id));
  if (record === null) return null;
  return guardPartition(model, unique, record, Math.floor(Date.now() / 1000)) === pk ? record : null;
}

const mostShown = 50;

/** Says that a unique constraint cannot be deployed, and which records stand in its way. */
export function duplicatesError(duplicates: readonly Duplicate[]): UserError {
  const more = duplicates.length - mostShown;
  return new UserError({
    code: "DUPLICATES",
    message: `Records have the same values where they are to be unique from now on (${constraintsOf(duplicates)}).`,
    remedy: `Nothing was deployed. Change or delete the records named above${more > 0 ? ` (and ${more} more groups)` : ""}, then deploy again.`,
    exit: exitCode.refused,
    problems: duplicates.slice(0, mostShown).map((duplicate) => ({
      file: null,
      line: null,
      message: sentenceOf(duplicate),
      remedy: "Leave these values to one of them.",
    })),
  });
}

/**
 * Says that records took the same values while a unique constraint was deployed. Of two such records only the first can
 * be changed through the API, since it has the guard; then the other one is given it.
 */
export function duplicatesWarning(duplicates: readonly Duplicate[]): string {
  const groups = duplicates.slice(0, mostShown).map(sentenceOf);
  const more = duplicates.length - groups.length;
  return [
    `Records took the same values while ${constraintsOf(duplicates)} was deployed. Change the first of each, then deploy again.`,
    ...groups,
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join("\n");
}

function constraintsOf(duplicates: readonly Duplicate[]): string {
  return [...new Set(duplicates.map(({ model, unique }) => `${model}.${unique}`))].join(", ");
}

function sentenceOf({ model, owner, values, ids }: Duplicate): string {
  const named = `${ids.slice(0, 10).join(", ")}${ids.length > 10 ? ", ..." : ""}`;
  return `${model} of ${owner}: ${JSON.stringify(values)} in ${ids.length} records: ${named}`;
}

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
    ids: holders.map((holder) => holder["id"]?.S ?? ""),
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
  const constraints = [...new Set(duplicates.map(({ model, unique }) => `${model}.${unique}`))];
  const shown = duplicates.slice(0, mostShown);
  const more = duplicates.length - shown.length;
  return new UserError({
    code: "DUPLICATES",
    message: `Records have the same values where they are to be unique from now on (${constraints.join(", ")}).`,
    remedy: `Nothing was deployed. Change or delete the records named above${more > 0 ? ` (and ${more} more groups)` : ""}, then deploy again.`,
    exit: exitCode.refused,
    problems: shown.map(({ model, owner, values, ids }) => ({
      file: null,
      line: null,
      message: `${model} of ${owner}: ${JSON.stringify(values)} in ${ids.length} records: ${ids.slice(0, 10).join(", ")}${ids.length > 10 ? ", ..." : ""}`,
      remedy: "Leave these values to one of them.",
    })),
  });
}

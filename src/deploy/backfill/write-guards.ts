import type { Connection } from "../../aws/connection.ts";
import { getItem } from "../../aws/dynamodb/get-item.ts";
import type { StoredItem } from "../../aws/dynamodb/scan.ts";
import { type TransactAction, transactWrite } from "../../aws/dynamodb/transact-write.ts";
import { only, recordKey } from "../../templates/infra/runtime/data/keys.ts";
import { confirmDuplicate, type Duplicate, readHolder } from "./find-duplicates.ts";
import { inParallel } from "./in-parallel.ts";
import type { Pace } from "./pace.ts";
import { type ReadUniquesInput, readUniques, type UniqueValue } from "./read-uniques.ts";
import { unchangedCondition } from "./unchanged-condition.ts";
import { guardItem, guardPartition, guardSources } from "./unique-values.ts";

/** Repairs under way at once. */
const width = 32;
/** Each round finds less; where people change the same records all the time, the last ones take several. */
const mostRounds = 20;
/** Tries for one value within a round. */
const mostAttempts = 5;

export interface WrittenGuards {
  /** Guards written, and removed because nobody has their values. */
  readonly written: number;
  readonly removed: number;
  /** Values that two records took while the constraint was deployed. */
  readonly duplicates: readonly Duplicate[];
}

/**
 * Gives every record the guards of new unique constraints, and takes away guards that an older constraint of the same name
 * left behind; then looks again, until nothing is missing. Resolvers that know the constraints write guards meanwhile, and
 * never meet a wrong one: each repair is a transaction that holds only while the record has these values.
 *
 * What is to be done follows from the table alone, so that it can be interrupted at any point and done again.
 *
 * @throws where the table does not come to rest
 */
export async function writeGuards(
  connection: Connection,
  input: ReadUniquesInput & { onWrite(done: number): void },
): Promise<WrittenGuards> {
  const counts = { written: 0, removed: 0 };
  for (let round = 0; round < mostRounds; round += 1) {
    const duplicates: Duplicate[] = [];
    let repaired = 0;
    const values = await readUniques(connection, input);
    const wrong = [...values.values()].filter(({ ids, guard }) => ids.length !== 1 || guard !== ids[0]);
    await inParallel(wrong, width, async (value) => {
      const duplicate = value.ids.length > 1 ? await confirmDuplicate(connection, input.table, value) : null;
      if (duplicate !== null) duplicates.push(duplicate);
      const done = await repair(connection, input.table, value, input.pace);
      if (done === "needless") return;
      repaired += 1;
      if (done !== "busy") counts[done] += 1;
      input.onWrite(counts.written + counts.removed);
    });
    if (repaired === 0) return { ...counts, duplicates };
  }
  throw new Error("The unique values change faster than they can be guarded.");
}

/** What became of a value: its guard was put right, or was right already, or changed all the time. */
type Repair = "written" | "removed" | "needless" | "busy";

async function repair(
  connection: Connection,
  table: string,
  value: UniqueValue,
  pace: Pace,
): Promise<Repair> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const actions = await planRepair(connection, table, value, attempt === 0);
    if (actions === null) return "needless";
    const outcome = await pace.write(() => transactWrite(connection, actions.all));
    if (outcome.kind === "done") return actions.kind;
  }
  return "busy";
}

/**
 * Looks at a value as it is now.
 *
 * @param trusting the scan where it saw no guard: the condition of the write finds out if there is one by now
 * @returns null where it is as it should be
 */
async function planRepair(
  connection: Connection,
  table: string,
  value: UniqueValue,
  trusting: boolean,
): Promise<{ readonly kind: "written" | "removed"; readonly all: readonly TransactAction[] } | null> {
  const { item, pk } = value;
  const guard = trusting && value.guard === null ? null : await liveGuard(connection, table, pk);
  if (guard !== null && (await readHolder(connection, table, value, guard)) !== null) return null;
  const stale = guard === null ? [] : [await checkStale(connection, table, value, guard)];
  const holder = await firstHolder(connection, table, value);
  if (holder === null) {
    if (guard === null) return null;
    const condition = { condition: "#id = :id", names: { "#id": "id" }, values: { ":id": { S: guard } } };
    return {
      kind: "removed",
      all: [...stale, { kind: "delete", table, key: { pk, sk: only }, ...condition }],
    };
  }
  const owners = guard === null ? [holder.id] : [holder.id, guard];
  return {
    kind: "written",
    all: [
      {
        kind: "check",
        table,
        key: recordKey(value.prefix, item.model, holder.id),
        ...unchangedCondition(holder.record, guardSources(item.model, item.unique)),
      },
      ...stale,
      {
        kind: "put",
        table,
        item: guardItem(item.model, pk, holder.record),
        condition: `attribute_not_exists(pk) OR #ttl <= :now OR #id IN (${owners.map((_, n) => `:id${n}`).join(", ")})`,
        names: { "#id": "id", "#ttl": "_ttl" },
        values: {
          ":now": { N: `${Math.floor(Date.now() / 1000)}` },
          ...Object.fromEntries(owners.map((id, n) => [`:id${n}`, { S: id }])),
        },
      },
    ],
  };
}

/** The first record, by its id, that has the values now. */
async function firstHolder(
  connection: Connection,
  table: string,
  value: UniqueValue,
): Promise<{ readonly id: string; readonly record: StoredItem } | null> {
  for (const id of value.ids) {
    const record = await readHolder(connection, table, value, id);
    if (record !== null) return { id, record };
  }
  return null;
}

/** The record that the guard names now; null: there is none, or it has expired. */
async function liveGuard(connection: Connection, table: string, pk: string): Promise<string | null> {
  const guard = await getItem(connection, table, { pk, sk: only });
  const expiry = Number(guard?.["_ttl"]?.N ?? Number.POSITIVE_INFINITY);
  return guard === null || expiry <= Date.now() / 1000 ? null : (guard["id"]?.S ?? "");
}

/** Holds while the record that a guard names still does not have the values. */
async function checkStale(
  connection: Connection,
  table: string,
  { item: { model, unique }, prefix, pk }: UniqueValue,
  id: string,
): Promise<TransactAction> {
  const key = recordKey(prefix, model, id);
  const record = await getItem(connection, table, key);
  if (record === null)
    return { kind: "check", table, key, condition: "attribute_not_exists(pk)", names: {}, values: {} };
  const now = Math.floor(Date.now() / 1000);
  // Taken again meanwhile: a condition that never holds, so that the value is looked at once more.
  if (guardPartition(model, unique, record, now) === pk)
    return { kind: "check", table, key, condition: "attribute_not_exists(pk)", names: {}, values: {} };
  return { kind: "check", table, key, ...unchangedCondition(record, guardSources(model, unique)) };
}

import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Table } from "../tables/table.ts";
import { attributeOf, type Item } from "../values/attribute-value.ts";
import { readItem } from "../values/item-text.ts";
import { type EntryKey, type ItemKey, indexKey } from "./keys.ts";
import { StoredItem } from "./stored-item.ts";

/** A stretch of keys, to be read in one direction. */
export interface Span {
  /** Null: every partition between `fromPartition` and `toPartition`. */
  readonly partition: Buffer | null;
  readonly fromPartition: Buffer;
  readonly toPartition: Buffer;
  /** Sort keys from (included) and to (not included). */
  readonly from: Buffer;
  readonly to: Buffer;
  readonly forward: boolean;
  /** How many items will be wanted at most, where that is known. */
  readonly most: number | null;
  /** The entry after which to begin. */
  readonly after: { readonly partition: Buffer; readonly sort: Buffer; readonly base: ItemKey } | null;
}

/** The items of one table and the entries of its indexes, in SQLite tables of their own. */
export interface TableStorage {
  get(key: ItemKey): StoredItem | null;
  /** Puts an item (null: removes) and keeps the indexes in step. Inside a transaction. */
  put(key: ItemKey, before: StoredItem | null, after: StoredItem | null): void;
  /** Items in key order; index null: the table itself. */
  read(index: number | null, span: Span): Iterable<StoredItem>;
  /** Keys of items that expired in a span of time, in seconds since 1970; oldest first. */
  expired(from: number, to: number, most: number): ItemKey[];
  count(index: number | null): { readonly count: number; readonly bytes: number };
}

/** A page of rows is fetched at a time: fewer crossings into SQLite than row by row, and little read in vain. */
const rowsAtOnce = 64;

const itemsOf = (table: Table) => `dynamodb_items_${table.number}`;
const expiryOf = (table: Table) => `dynamodb_expiry_${table.number}`;
const entriesOf = (table: Table, index: number) => `dynamodb_entries_${table.number}_${index}`;

/** Makes the SQLite tables of a new table. */
export function createStorage(database: DatabaseSync, table: Table): void {
  database.exec(
    `CREATE TABLE ${itemsOf(table)} (pk BLOB NOT NULL, sk BLOB NOT NULL, item TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (pk, sk)) WITHOUT ROWID`,
  );
  for (const index of table.indexes) createIndexStorage(database, table, index.number);
}

/** An entry holds keys only; what it projects is taken from the item itself. */
export function createIndexStorage(database: DatabaseSync, table: Table, index: number): void {
  database.exec(
    `CREATE TABLE ${entriesOf(table, index)} (pk BLOB NOT NULL, sk BLOB NOT NULL, bpk BLOB NOT NULL, bsk BLOB NOT NULL, PRIMARY KEY (pk, sk, bpk, bsk)) WITHOUT ROWID`,
  );
}

export function dropIndexStorage(database: DatabaseSync, table: Table, index: number): void {
  database.exec(`DROP TABLE IF EXISTS ${entriesOf(table, index)}`);
}

/** Makes the list of when items expire, of what is there already. */
export function createExpiry(database: DatabaseSync, table: Table): void {
  dropExpiry(database, table);
  database.exec(
    `CREATE TABLE ${expiryOf(table)} (at INTEGER NOT NULL, pk BLOB NOT NULL, sk BLOB NOT NULL, PRIMARY KEY (at, pk, sk)) WITHOUT ROWID`,
  );
  const insert = database.prepare(`INSERT INTO ${expiryOf(table)} VALUES (?, ?, ?)`);
  for (const row of database.prepare(`SELECT pk, sk, item FROM ${itemsOf(table)}`).iterate()) {
    const at = expiresAt(table, readItem(row["item"] as string));
    if (at !== null) insert.run(at, row["pk"] as Uint8Array, row["sk"] as Uint8Array);
  }
}

export function dropExpiry(database: DatabaseSync, table: Table): void {
  database.exec(`DROP TABLE IF EXISTS ${expiryOf(table)}`);
}

export function dropStorage(database: DatabaseSync, table: Table): void {
  database.exec(`DROP TABLE IF EXISTS ${itemsOf(table)}`);
  dropExpiry(database, table);
  for (const index of table.indexes) dropIndexStorage(database, table, index.number);
}

/** Enters every item of a table into an index that is new. */
export function fillIndex(database: DatabaseSync, table: Table, number: number): void {
  const index = table.indexes.find((candidate) => candidate.number === number);
  if (index === undefined) return;
  const insert = database.prepare(`INSERT INTO ${entriesOf(table, number)} VALUES (?, ?, ?, ?)`);
  for (const row of database.prepare(`SELECT pk, sk, item FROM ${itemsOf(table)}`).iterate()) {
    const entry = indexKey(index, readItem(row["item"] as string));
    if (entry !== null) {
      insert.run(entry.partition, entry.sort, row["pk"] as Uint8Array, row["sk"] as Uint8Array);
    }
  }
}

export function openStorage(database: DatabaseSync, table: Table): TableStorage {
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    let found = prepared.get(sql);
    if (found === undefined) {
      found = database.prepare(sql);
      prepared.set(sql, found);
    }
    return found;
  };
  const items = itemsOf(table);
  const select = database.prepare(`SELECT item, size FROM ${items} WHERE pk = ? AND sk = ?`);
  const insert = database.prepare(`INSERT OR REPLACE INTO ${items} VALUES (?, ?, ?, ?)`);
  const remove = database.prepare(`DELETE FROM ${items} WHERE pk = ? AND sk = ?`);

  function moveEntries(key: ItemKey, before: Item | null, after: Item | null): void {
    for (const index of table.indexes) {
      const old = before === null ? null : indexKey(index, before);
      const now = after === null ? null : indexKey(index, after);
      if (sameEntry(old, now)) continue;
      const entries = entriesOf(table, index.number);
      if (old !== null) {
        statement(`DELETE FROM ${entries} WHERE pk = ? AND sk = ? AND bpk = ? AND bsk = ?`).run(
          old.partition,
          old.sort,
          key.partition,
          key.sort,
        );
      }
      if (now !== null) {
        statement(`INSERT INTO ${entries} VALUES (?, ?, ?, ?)`).run(
          now.partition,
          now.sort,
          key.partition,
          key.sort,
        );
      }
    }
  }

  function moveExpiry(key: ItemKey, before: Item | null, after: Item | null): void {
    const old = before === null ? null : expiresAt(table, before);
    const now = after === null ? null : expiresAt(table, after);
    if (old === now) return;
    if (old !== null) {
      statement(`DELETE FROM ${expiryOf(table)} WHERE at = ? AND pk = ? AND sk = ?`).run(
        old,
        key.partition,
        key.sort,
      );
    }
    if (now !== null) {
      statement(`INSERT INTO ${expiryOf(table)} VALUES (?, ?, ?)`).run(now, key.partition, key.sort);
    }
  }

  return {
    get(key) {
      const row = select.get(key.partition, key.sort);
      return row === undefined ? null : stored(row);
    },

    put(key, before, after) {
      if (after !== null) insert.run(key.partition, key.sort, after.text, after.size);
      else if (before !== null) remove.run(key.partition, key.sort);
      if (table.indexes.length > 0) moveEntries(key, before?.item ?? null, after?.item ?? null);
      if (table.timeToLive !== null) moveExpiry(key, before?.item ?? null, after?.item ?? null);
    },

    *read(index, span) {
      let { after } = span;
      const rowsWanted = Math.min(span.most ?? rowsAtOnce, rowsAtOnce);
      while (true) {
        const { sql, parameters } = selection(index === null ? null : entriesOf(table, index), items, {
          ...span,
          after,
        });
        const rows = statement(sql).all(...parameters, rowsWanted);
        for (const row of rows) yield stored(row);
        const last = rows.at(-1);
        if (last === undefined || rows.length < rowsWanted) return;
        after = {
          partition: Buffer.from(last["pk"] as Uint8Array),
          sort: Buffer.from(last["sk"] as Uint8Array),
          base: {
            partition: Buffer.from((last["bpk"] ?? last["pk"]) as Uint8Array),
            sort: Buffer.from((last["bsk"] ?? last["sk"]) as Uint8Array),
          },
        };
      }
    },

    expired(from, to, most) {
      return statement(`SELECT pk, sk FROM ${expiryOf(table)} WHERE at >= ? AND at < ? ORDER BY at LIMIT ?`)
        .all(from, to, most)
        .map((row) => ({
          partition: Buffer.from(row["pk"] as Uint8Array),
          sort: Buffer.from(row["sk"] as Uint8Array),
        }));
    },

    count(index) {
      const from =
        index === null
          ? items
          : `${entriesOf(table, index)} e CROSS JOIN ${items} i ON i.pk = e.bpk AND i.sk = e.bsk`;
      const row = statement(`SELECT count(*) AS n, sum(size) AS bytes FROM ${from}`).get();
      return { count: row?.["n"] as number, bytes: (row?.["bytes"] as number | null) ?? 0 };
    },
  };
}

/** The SQL that reads the next rows of a span. Row values and the primary key's order make each a range of one tree. */
function selection(entries: string | null, items: string, span: Span) {
  const conditions: string[] = [];
  const parameters: Buffer[] = [];
  const add = (condition: string, ...values: Buffer[]) => {
    conditions.push(condition);
    parameters.push(...values);
  };
  const from =
    entries === null ? `${items} e` : `${entries} e CROSS JOIN ${items} i ON i.pk = e.bpk AND i.sk = e.bsk`;
  // A bound that the position implies stays away: SQLite would begin there, and pass over everything up to the position.
  const { isFrom, isTo } = impliedBounds(span);
  if (span.partition === null) {
    if (!isFrom) add("e.pk >= ?", span.fromPartition);
    add("e.pk < ?", span.toPartition);
  } else {
    add("e.pk = ?", span.partition);
    if (!isFrom) add("e.sk >= ?", span.from);
    if (!isTo) add("e.sk < ?", span.to);
  }
  const order = entries === null ? ["e.pk", "e.sk"] : ["e.pk", "e.sk", "e.bpk", "e.bsk"];
  // Within one partition the partition is no part of the position: SQLite would not use the rest as a range.
  const columns = span.partition === null ? order : order.slice(1);
  if (span.after !== null) {
    const position = [
      ...(span.partition === null ? [span.after.partition] : []),
      span.after.sort,
      ...(entries === null ? [] : [span.after.base.partition, span.after.base.sort]),
    ];
    add(
      `(${columns.join(", ")}) ${span.forward ? ">" : "<"} (${columns.map(() => "?").join(", ")})`,
      ...position,
    );
  }
  const direction = span.forward ? "" : " DESC";
  const row = entries === null ? "e.pk, e.sk, e.item, e.size" : "e.pk, e.sk, e.bpk, e.bsk, i.item, i.size";
  return {
    sql: `SELECT ${row} FROM ${from} WHERE ${conditions.join(" AND ")} ORDER BY ${columns.map((column) => column + direction).join(", ")} LIMIT ?`,
    parameters,
  };
}

/** Which bounds of a span say nothing that the position to go on from does not say already. */
function impliedBounds({ after, forward, partition, fromPartition, from, to }: Span) {
  if (after === null) return { isFrom: false, isTo: false };
  if (partition === null)
    return { isFrom: forward && Buffer.compare(after.partition, fromPartition) >= 0, isTo: false };
  return {
    isFrom: forward && Buffer.compare(after.sort, from) >= 0,
    isTo: !forward && Buffer.compare(after.sort, to) < 0,
  };
}

function stored(row: Record<string, unknown>): StoredItem {
  return new StoredItem(row["item"] as string, row["size"] as number);
}

/** Seconds since 1970; null: never. Only a number counts. */
function expiresAt(table: Table, item: Item): number | null {
  const value = table.timeToLive === null ? undefined : attributeOf(item, table.timeToLive)?.N;
  if (value === undefined) return null;
  const seconds = Math.trunc(Number(value));
  return Number.isSafeInteger(seconds) ? seconds : null;
}

function sameEntry(a: EntryKey | null, b: EntryKey | null): boolean {
  if (a === null || b === null) return a === b;
  return a.partition.equals(b.partition) && a.sort.equals(b.sort);
}

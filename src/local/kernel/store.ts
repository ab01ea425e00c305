import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { type ParsedRecords, parsedRecords } from "./parsed-records.ts";

/**
 * The state of the local cloud: one SQLite file. A write that has returned survives `kill -9` (write-ahead log, one
 * transaction a write or a `transaction`).
 */
export interface Store {
  /** For services that keep tables of their own. */
  readonly database: DatabaseSync;
  /** A named set of JSON records, created at first use. */
  collection<T>(name: string): Collection<T>;
  /** All writes inside happen or none. May be nested; the outermost decides. Synchronous. */
  transaction<R>(work: () => R): R;
  close(): void;
}

export interface Collection<T> {
  /** What it answers is not to be changed: a large record is the same object each time, and frozen. */
  get(key: string): T | undefined;
  put(key: string, value: T): void;
  /** @returns whether there was such a record */
  delete(key: string): boolean;
  /** Deletes the records whose keys begin with a prefix, but for the last ones in key order. */
  keepLast(prefix: string, most: number): void;
  /** In key order. */
  list(options?: { prefix?: string; after?: string; limit?: number }): { key: string; value: T }[];
  /** In reverse key order, from the last one before a key. */
  listBackwards(options: { prefix: string; before?: string; limit: number }): { key: string; value: T }[];
}

/**
 * Opens the state in a folder, or a state in memory.
 *
 * @param folder null: kept in memory and gone at the end
 */
export function openStore(folder: string | null): Store {
  if (folder !== null) mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(folder === null ? ":memory:" : join(folder, "state.sqlite"));
  // Nobody else opens the file (a state has one cloud at a time), so that no read has to ask for a lock first.
  // A checkpoint waits for the disk: every 16 MB of log rather than every 4, for it stops whoever is writing.
  database.exec(
    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 4000;",
  );
  const collections = new Map<string, Collection<unknown>>();
  const parsed = parsedRecords();
  let depth = 0;
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");
  return {
    database,
    collection<T>(name: string): Collection<T> {
      let found = collections.get(name);
      if (found === undefined) {
        found = openCollection(database, name, parsed);
        collections.set(name, found);
      }
      return found as Collection<T>;
    },
    transaction<R>(work: () => R): R {
      if (depth > 0) return work();
      begin.run();
      depth += 1;
      try {
        const result = work();
        commit.run();
        return result;
      } catch (error) {
        database.exec("ROLLBACK");
        // What was read inside may never have been.
        parsed.clear();
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => database.close(),
  };
}

function openCollection(database: DatabaseSync, name: string, parsed: ParsedRecords): Collection<unknown> {
  const table = `"${name.replaceAll('"', '""')}"`;
  database.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
  );
  const prepare = (sql: string): StatementSync => database.prepare(sql);
  const get = prepare(`SELECT value FROM ${table} WHERE key = ?`);
  const put = prepare(
    `INSERT INTO ${table} (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  );
  const remove = prepare(`DELETE FROM ${table} WHERE key = ?`);
  const list = prepare(
    `SELECT key, value FROM ${table} WHERE key >= ? AND key < ? AND key > ? ORDER BY key LIMIT ?`,
  );
  const backwards = prepare(
    `SELECT key, value FROM ${table} WHERE key >= ? AND key < ? ORDER BY key DESC LIMIT ?`,
  );
  // Keys alone: records may be large.
  const keepLast = prepare(
    `DELETE FROM ${table} WHERE key >= ?1 AND key <=
      (SELECT key FROM ${table} WHERE key >= ?1 AND key < ?2 ORDER BY key DESC LIMIT 1 OFFSET ?3)`,
  );
  const entry = (row: Record<string, unknown>) => ({
    key: row["key"] as string,
    value: JSON.parse(row["value"] as string) as unknown,
  });
  return {
    get(key) {
      const known = parsed.get(name, key);
      if (known !== undefined) return known;
      const text = get.get(key)?.["value"] as string | undefined;
      return text === undefined ? undefined : parsed.read(name, key, text);
    },
    put(key, value) {
      parsed.forget(name, key);
      put.run(key, JSON.stringify(value));
    },
    delete(key) {
      parsed.forget(name, key);
      return remove.run(key).changes > 0;
    },
    keepLast(prefix, most) {
      parsed.forgetAll(name, prefix);
      keepLast.run(prefix, endOf(prefix), whole(most));
    },
    list({ prefix = "", after = "", limit = -1 } = {}) {
      return list.all(prefix, endOf(prefix), after, whole(limit)).map(entry);
    },
    listBackwards: ({ prefix, before, limit }) =>
      backwards.all(prefix, before ?? endOf(prefix), whole(limit)).map(entry),
  };
}

/** Limits come from requests, where any number may stand; SQLite takes 64-bit integers. */
function whole(limit: number): number {
  return Number.isNaN(limit) ? 0 : Math.trunc(Math.max(-1, Math.min(limit, Number.MAX_SAFE_INTEGER)));
}

/** U+10FFFF ends every prefix range: no key contains it. */
function endOf(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

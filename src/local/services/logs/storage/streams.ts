import type { DatabaseSync } from "node:sqlite";

export interface Stream {
  readonly id: number;
  readonly groupId: number;
  readonly name: string;
  /** Milliseconds since 1970, as the others. */
  readonly createdAt: number;
  readonly firstEventAt: number | null;
  readonly lastEventAt: number | null;
  readonly lastIngestedAt: number | null;
  /** Of messages, with AWS's 26 bytes each. */
  readonly bytes: number;
}

/** What a batch of events adds to its stream. */
export interface Ingestion {
  readonly firstEventAt: number;
  readonly lastEventAt: number;
  readonly ingestedAt: number;
  readonly bytes: number;
}

export interface StreamTable {
  find(groupId: number, name: string): Stream | null;
  insert(groupId: number, name: string, createdAt: number): void;
  ingested(id: number, ingestion: Ingestion): void;
  delete(id: number): void;
  deleteAll(groupId: number): void;
  /** By name. */
  list(groupId: number, prefix: string): Stream[];
  bytesOf(groupId: number): number;
}

export function streamTable(database: DatabaseSync): StreamTable {
  database.exec(`CREATE TABLE IF NOT EXISTS logs_streams (
    id INTEGER PRIMARY KEY AUTOINCREMENT, group_id INTEGER NOT NULL, name TEXT NOT NULL, created_at INTEGER NOT NULL,
    first_event_at INTEGER, last_event_at INTEGER, last_ingested_at INTEGER, bytes INTEGER NOT NULL DEFAULT 0,
    UNIQUE (group_id, name))`);
  const find = database.prepare("SELECT * FROM logs_streams WHERE group_id = ? AND name = ?");
  const insert = database.prepare("INSERT INTO logs_streams (group_id, name, created_at) VALUES (?, ?, ?)");
  const ingested = database.prepare(`UPDATE logs_streams SET
    first_event_at = MIN(COALESCE(first_event_at, ?1), ?1), last_event_at = MAX(COALESCE(last_event_at, ?2), ?2),
    last_ingested_at = ?3, bytes = bytes + ?4 WHERE id = ?5`);
  const remove = database.prepare("DELETE FROM logs_streams WHERE id = ?");
  const removeAll = database.prepare("DELETE FROM logs_streams WHERE group_id = ?");
  const list = database.prepare(
    "SELECT * FROM logs_streams WHERE group_id = ? AND name >= ? AND name < ? ORDER BY name",
  );
  const bytes = database.prepare(
    "SELECT COALESCE(SUM(bytes), 0) AS bytes FROM logs_streams WHERE group_id = ?",
  );
  return {
    find(groupId, name) {
      const row = find.get(groupId, name);
      return row === undefined ? null : streamOf(row);
    },
    insert: (groupId, name, createdAt) => insert.run(groupId, name, createdAt),
    ingested: (id, { firstEventAt, lastEventAt, ingestedAt, bytes: added }) =>
      ingested.run(firstEventAt, lastEventAt, ingestedAt, added, id),
    delete: (id) => remove.run(id),
    deleteAll: (groupId) => removeAll.run(groupId),
    list: (groupId, prefix) => list.all(groupId, prefix, `${prefix}\u{10ffff}`).map(streamOf),
    bytesOf: (groupId) => bytes.get(groupId)?.["bytes"] as number,
  };
}

function streamOf(row: Record<string, unknown>): Stream {
  return {
    id: row["id"] as number,
    groupId: row["group_id"] as number,
    name: row["name"] as string,
    createdAt: row["created_at"] as number,
    firstEventAt: row["first_event_at"] as number | null,
    lastEventAt: row["last_event_at"] as number | null,
    lastIngestedAt: row["last_ingested_at"] as number | null,
    bytes: row["bytes"] as number,
  };
}

import type { DatabaseSync } from "node:sqlite";

export interface StoredEvent {
  readonly id: number;
  readonly streamId: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly ingestedAt: number;
  readonly message: string;
}

/** A place between events: they are ordered by time, then by arrival. */
export interface Position {
  readonly timestamp: number;
  readonly id: number;
}

export interface EventRange {
  /** Inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
  readonly limit: number;
}

export interface EventTable {
  insert(groupId: number, streamId: number, event: Omit<StoredEvent, "id" | "streamId">): void;
  /** The next events of a group behind a position, oldest first. */
  ofGroup(groupId: number, after: Position, range: EventRange): StoredEvent[];
  /** The next events of a stream behind a position, oldest first. */
  ofStream(streamId: number, after: Position, range: EventRange): StoredEvent[];
  /** The events of a stream before a position, newest first. */
  ofStreamBackwards(streamId: number, before: Position, range: EventRange): StoredEvent[];
  deleteStream(streamId: number): void;
  deleteGroup(groupId: number): void;
  /** @returns how many went */
  deleteBefore(groupId: number, timestamp: number): number;
}

export const beforeAll: Position = { timestamp: 0, id: 0 };
export const afterAll: Position = { timestamp: Number.MAX_SAFE_INTEGER, id: 0 };

export function eventTable(database: DatabaseSync): EventTable {
  database.exec(`CREATE TABLE IF NOT EXISTS logs_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, group_id INTEGER NOT NULL, stream_id INTEGER NOT NULL,
    timestamp INTEGER NOT NULL, ingested_at INTEGER NOT NULL, message TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS logs_events_by_group ON logs_events (group_id, timestamp, id);
    CREATE INDEX IF NOT EXISTS logs_events_by_stream ON logs_events (stream_id, timestamp, id)`);
  const insert = database.prepare(
    "INSERT INTO logs_events (group_id, stream_id, timestamp, ingested_at, message) VALUES (?, ?, ?, ?, ?)",
  );
  const forwards = (owner: string) =>
    database.prepare(`SELECT * FROM logs_events WHERE ${owner} = ? AND (timestamp, id) > (?, ?)
      AND timestamp >= ? AND timestamp < ? ORDER BY timestamp, id LIMIT ?`);
  const ofGroup = forwards("group_id");
  const ofStream = forwards("stream_id");
  const backwards =
    database.prepare(`SELECT * FROM logs_events WHERE stream_id = ? AND (timestamp, id) < (?, ?)
    AND timestamp >= ? AND timestamp < ? ORDER BY timestamp DESC, id DESC LIMIT ?`);
  const deleteStream = database.prepare("DELETE FROM logs_events WHERE stream_id = ?");
  const deleteGroup = database.prepare("DELETE FROM logs_events WHERE group_id = ?");
  const deleteBefore = database.prepare("DELETE FROM logs_events WHERE group_id = ? AND timestamp < ?");
  return {
    insert: (groupId, streamId, { timestamp, ingestedAt, message }) =>
      insert.run(groupId, streamId, timestamp, ingestedAt, message),
    ofGroup: (id, after, { from, until, limit }) =>
      ofGroup.all(id, after.timestamp, after.id, from, until, limit).map(eventOf),
    ofStream: (id, after, { from, until, limit }) =>
      ofStream.all(id, after.timestamp, after.id, from, until, limit).map(eventOf),
    ofStreamBackwards: (id, before, { from, until, limit }) =>
      backwards.all(id, before.timestamp, before.id, from, until, limit).map(eventOf),
    deleteStream: (id) => deleteStream.run(id),
    deleteGroup: (id) => deleteGroup.run(id),
    deleteBefore: (id, timestamp) => Number(deleteBefore.run(id, timestamp).changes),
  };
}

function eventOf(row: Record<string, unknown>): StoredEvent {
  return {
    id: row["id"] as number,
    streamId: row["stream_id"] as number,
    timestamp: row["timestamp"] as number,
    ingestedAt: row["ingested_at"] as number,
    message: row["message"] as string,
  };
}

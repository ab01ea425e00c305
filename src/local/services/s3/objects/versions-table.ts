import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { AboutObject, Content, StoredVersion, Version } from "./version.ts";

/** A place in the order of versions: by key, then newest first. What follows it is after it. */
export interface Place {
  readonly key: string;
  readonly rank: number;
}

/** Before all versions of a key. */
export const beforeKey = (key: string): Place => ({ key, rank: Number.MIN_SAFE_INTEGER });
/** After all versions of a key. */
export const afterKey = (key: string): Place => ({ key, rank: Number.MAX_SAFE_INTEGER });

export interface VersionsTable {
  current(bucket: string, key: string): StoredVersion | undefined;
  get(bucket: string, key: string, versionId: string): StoredVersion | undefined;
  /** Lazily, in order. @param before keys from here on are left out; null: to the end */
  after(bucket: string, place: Place, before: string | null, currentOnly: boolean): IterableIterator<Version>;
  isEmpty(bucket: string): boolean;
  insert(version: StoredVersion): void;
  update(version: Version, about: AboutObject): void;
  remove(version: Version): void;
  /** Makes the newest version of a key the latest. */
  settle(bucket: string, key: string): void;
  /** Rank for a version that is newer than all of its key. */
  nextRank(bucket: string, key: string): number;
}

/** Objects in SQLite, in S3's order: UTF-8 bytes, which is how SQLite compares texts. */
export function versionsTable(database: DatabaseSync): VersionsTable {
  database.exec(`
    CREATE TABLE IF NOT EXISTS "s3.versions" (
      bucket TEXT NOT NULL, key TEXT NOT NULL, rank INTEGER NOT NULL, version_id TEXT NOT NULL,
      latest INTEGER NOT NULL, marker INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
      modified_at INTEGER NOT NULL, about TEXT NOT NULL, content TEXT NOT NULL,
      PRIMARY KEY (bucket, key, rank)
    ) WITHOUT ROWID;
    CREATE UNIQUE INDEX IF NOT EXISTS "s3.versions.id" ON "s3.versions" (bucket, key, version_id);
    CREATE INDEX IF NOT EXISTS "s3.versions.current" ON "s3.versions" (bucket, key, rank)
      WHERE latest = 1 AND marker = 0;
  `);
  const columns = "bucket, key, rank, version_id, latest, marker, size, etag, modified_at, about";
  const one = database.prepare(
    `SELECT ${columns}, content FROM "s3.versions" WHERE bucket = ? AND key = ? ORDER BY rank LIMIT 1`,
  );
  const byId = database.prepare(
    `SELECT ${columns}, content FROM "s3.versions" WHERE bucket = ? AND key = ? AND version_id = ?`,
  );
  const range = "bucket = ? AND (key, rank) > (?, ?) AND key < ?";
  const all = () =>
    database.prepare(`SELECT ${columns} FROM "s3.versions" WHERE ${range} ORDER BY key, rank`);
  const current = () =>
    database.prepare(
      `SELECT ${columns} FROM "s3.versions" WHERE ${range} AND latest = 1 AND marker = 0 ORDER BY key, rank`,
    );
  const any = database.prepare(`SELECT 1 FROM "s3.versions" WHERE bucket = ? LIMIT 1`);
  const insert = database.prepare(
    `INSERT INTO "s3.versions" (${columns}, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const update = database.prepare(
    `UPDATE "s3.versions" SET about = ? WHERE bucket = ? AND key = ? AND rank = ?`,
  );
  const remove = database.prepare(`DELETE FROM "s3.versions" WHERE bucket = ? AND key = ? AND rank = ?`);
  const settle = database.prepare(
    `UPDATE "s3.versions" SET latest = (rank = (SELECT min(rank) FROM "s3.versions" WHERE bucket = ?1 AND key = ?2))
     WHERE bucket = ?1 AND key = ?2`,
  );
  const lowest = database.prepare(`SELECT min(rank) AS rank FROM "s3.versions" WHERE bucket = ? AND key = ?`);
  // Every BLOB sorts behind every TEXT: the end of all keys.
  const end = new Uint8Array(0);

  return {
    current: (bucket, key) => storedOf(one.get(bucket, key)),
    get: (bucket, key, versionId) => storedOf(byId.get(bucket, key, versionId)),
    *after(bucket, { key, rank }, before, currentOnly) {
      // A statement of its own: a listing may be left in the middle.
      const statement = currentOnly ? current() : all();
      for (const row of statement.iterate(bucket, key, rank, before ?? end)) yield versionOf(row);
    },
    isEmpty: (bucket) => any.get(bucket) === undefined,
    insert(version) {
      const { about, content } = version;
      const flags = [version.isLatest ? 1 : 0, version.isMarker ? 1 : 0];
      insert.run(
        version.bucket,
        version.key,
        version.rank,
        version.versionId,
        ...flags,
        version.size,
        version.etag,
        version.modifiedAt,
        JSON.stringify(about),
        JSON.stringify(content),
      );
    },
    update({ bucket, key, rank }, about) {
      update.run(JSON.stringify(about), bucket, key, rank);
    },
    remove({ bucket, key, rank }) {
      remove.run(bucket, key, rank);
    },
    settle(bucket, key) {
      settle.run(bucket, key);
    },
    nextRank: (bucket, key) => ((lowest.get(bucket, key)?.["rank"] as number | null) ?? 0) - 1,
  };
}

type Row = Readonly<Record<string, SQLInputValue>>;

function versionOf(row: Row): Version {
  return {
    bucket: row["bucket"] as string,
    key: row["key"] as string,
    rank: row["rank"] as number,
    versionId: row["version_id"] as string,
    isLatest: row["latest"] === 1,
    isMarker: row["marker"] === 1,
    size: row["size"] as number,
    etag: row["etag"] as string,
    modifiedAt: row["modified_at"] as number,
    about: JSON.parse(row["about"] as string) as AboutObject,
  };
}

function storedOf(row: Row | undefined): StoredVersion | undefined {
  if (row === undefined) return undefined;
  return { ...versionOf(row), content: JSON.parse(row["content"] as string) as Content };
}

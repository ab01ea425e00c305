import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { Segment } from "../blobs.ts";
import type { Algorithm } from "../checksums/algorithms.ts";
import type { AboutObject } from "../objects/version.ts";

/** A multipart upload that is neither completed nor aborted. */
export interface Upload {
  readonly bucket: string;
  readonly key: string;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly initiatedAt: number;
  /** Of the object to be; its checksum is not known yet. */
  readonly about: AboutObject;
  /** Null: the client named none. */
  readonly algorithm: Algorithm | null;
  readonly checksumType: "FULL_OBJECT" | "COMPOSITE";
}

export interface UploadedPart {
  readonly uploadId: string;
  readonly number: number;
  readonly size: number;
  /** Hexadecimal MD5. */
  readonly etag: string;
  readonly modifiedAt: number;
  readonly segments: readonly Segment[];
  /** By algorithm, base64. */
  readonly checksums: Readonly<Partial<Record<Algorithm, string>>>;
}

export interface UploadsTable {
  get(bucket: string, key: string, id: string): Upload | undefined;
  /** In order of keys, then of time. */
  list(bucket: string): Upload[];
  insert(upload: Upload): void;
  remove(id: string): void;
  part(uploadId: string, number: number): UploadedPart | undefined;
  /** In order of numbers. */
  parts(uploadId: string): UploadedPart[];
  putPart(part: UploadedPart): void;
}

export function uploadsTable(database: DatabaseSync): UploadsTable {
  database.exec(`
    CREATE TABLE IF NOT EXISTS "s3.uploads" (
      id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, initiated_at INTEGER NOT NULL, value TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS "s3.uploads.key" ON "s3.uploads" (bucket, key, initiated_at, id);
    CREATE TABLE IF NOT EXISTS "s3.parts" (
      upload_id TEXT NOT NULL, number INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (upload_id, number)
    ) WITHOUT ROWID;
  `);
  const get = database.prepare(`SELECT value FROM "s3.uploads" WHERE id = ? AND bucket = ? AND key = ?`);
  const list = database.prepare(
    `SELECT value FROM "s3.uploads" WHERE bucket = ? ORDER BY key, initiated_at, id`,
  );
  const insert = database.prepare(
    `INSERT INTO "s3.uploads" (id, bucket, key, initiated_at, value) VALUES (?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare(`DELETE FROM "s3.uploads" WHERE id = ?`);
  const removeParts = database.prepare(`DELETE FROM "s3.parts" WHERE upload_id = ?`);
  const part = database.prepare(`SELECT value FROM "s3.parts" WHERE upload_id = ? AND number = ?`);
  const parts = database.prepare(`SELECT value FROM "s3.parts" WHERE upload_id = ? ORDER BY number`);
  const putPart = database.prepare(
    `INSERT OR REPLACE INTO "s3.parts" (upload_id, number, value) VALUES (?, ?, ?)`,
  );
  return {
    get: (bucket, key, id) => read<Upload>(get.get(id, bucket, key)),
    list: (bucket) => list.all(bucket).map((row) => read<Upload>(row) as Upload),
    insert(upload) {
      insert.run(upload.id, upload.bucket, upload.key, upload.initiatedAt, JSON.stringify(upload));
    },
    remove(id) {
      removeParts.run(id);
      remove.run(id);
    },
    part: (uploadId, number) => read<UploadedPart>(part.get(uploadId, number)),
    parts: (uploadId) => parts.all(uploadId).map((row) => read<UploadedPart>(row) as UploadedPart),
    putPart(value) {
      putPart.run(value.uploadId, value.number, JSON.stringify(value));
    },
  };
}

function read<T>(row: Readonly<Record<string, SQLInputValue>> | undefined): T | undefined {
  return row === undefined ? undefined : (JSON.parse(row["value"] as string) as T);
}

import { join } from "node:path";
import type { ServiceContext } from "../../kernel/service.ts";
import type { Collection } from "../../kernel/store.ts";
import { type Blobs, openBlobs, type Segment } from "./blobs.ts";
import type { Bucket } from "./buckets/bucket.ts";
import { type VersionsTable, versionsTable } from "./objects/versions-table.ts";
import { type UploadsTable, uploadsTable } from "./uploads/uploads-table.ts";

export interface S3State {
  readonly buckets: Collection<Bucket>;
  readonly versions: VersionsTable;
  readonly uploads: UploadsTable;
  readonly blobs: Blobs;
  /**
   * One change of what is kept, all or nothing. Blobs that nothing uses any more are removed after it is on disk.
   */
  change<R>(work: (uses: BlobUses) => R): R;
}

/** How many objects and parts use a blob: copies share the bytes. */
export interface BlobUses {
  add(segments: readonly Segment[]): void;
  /** Are they all still there? What a copy takes may have been deleted while it was read. */
  has(segments: readonly Segment[]): boolean;
  drop(segments: readonly Segment[]): void;
}

export function s3State({ store, blobFolder, ids }: ServiceContext): S3State {
  const { database } = store;
  database.exec(
    `CREATE TABLE IF NOT EXISTS "s3.blobs" (name TEXT PRIMARY KEY, uses INTEGER NOT NULL) WITHOUT ROWID`,
  );
  const add = database.prepare(
    `INSERT INTO "s3.blobs" (name, uses) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET uses = uses + 1`,
  );
  const drop = database.prepare(`UPDATE "s3.blobs" SET uses = uses - 1 WHERE name = ? RETURNING uses`);
  const forget = database.prepare(`DELETE FROM "s3.blobs" WHERE name = ?`);
  const uses = database.prepare(`SELECT 1 FROM "s3.blobs" WHERE name = ?`);
  const blobs = openBlobs(join(blobFolder, "s3"), ids);
  blobs.sweep((name) => uses.get(name) !== undefined);

  return {
    buckets: store.collection("s3.buckets"),
    versions: versionsTable(database),
    uploads: uploadsTable(database),
    blobs,
    change(work) {
      const dropped: string[] = [];
      const result = store.transaction(() =>
        work({
          has: (segments) => segments.every(({ blob }) => uses.get(blob) !== undefined),
          add(segments) {
            for (const { blob } of segments) add.run(blob);
          },
          drop(segments) {
            for (const { blob } of segments) {
              if ((drop.get(blob)?.["uses"] as number | undefined) !== 0) continue;
              forget.run(blob);
              dropped.push(blob);
            }
          },
        }),
      );
      // An object that is copied over itself lets go of its bytes and takes them again.
      blobs.remove(dropped.filter((name) => uses.get(name) === undefined));
      return result;
    },
  };
}

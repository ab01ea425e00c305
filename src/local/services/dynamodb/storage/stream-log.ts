import type { Collection, Store } from "../../../kernel/store.ts";
import type { StreamOfTable } from "../tables/table.ts";
import type { Item } from "../values/attribute-value.ts";
import { readItem, writeItem } from "../values/item-text.ts";

export type ChangeKind = "INSERT" | "MODIFY" | "REMOVE";

export interface ChangeRecord {
  readonly sequence: number;
  readonly kind: ChangeKind;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly keys: Item;
  readonly before: Item | null;
  readonly after: Item | null;
  /** Deleted by time to live rather than by a request. */
  readonly expired: boolean;
}

/** What has changed in tables with a stream, in order, until it is a day old. */
export interface StreamLog {
  /** Inside the transaction of the change. */
  append(stream: StreamOfTable, change: Omit<ChangeRecord, "sequence">): void;
  /** Records after a sequence number, oldest first. */
  after(stream: number, sequence: number, limit: number): ChangeRecord[];
  /** The newest sequence number of a stream, or 0. Cheap: asked often by those who wait for changes. */
  newest(stream: number): number;
  oldest(stream: number): number | null;
  /** Forgets what is older. */
  trim(before: number): void;
  forget(stream: number): void;
}

/** @param counters where the highest number is kept once its record is gone */
export function streamLog(
  { database, transaction }: Pick<Store, "database" | "transaction">,
  counters: Collection<number>,
): StreamLog {
  database.exec(
    `CREATE TABLE IF NOT EXISTS dynamodb_changes (stream INTEGER NOT NULL, sequence INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, expired INTEGER NOT NULL, keys TEXT NOT NULL, before TEXT, after TEXT, PRIMARY KEY (stream, sequence)) WITHOUT ROWID`,
  );
  const insert = database.prepare("INSERT INTO dynamodb_changes VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  const next = database.prepare(
    "SELECT * FROM dynamodb_changes WHERE stream = ? AND sequence > ? ORDER BY sequence LIMIT ?",
  );
  const ends = database.prepare(
    "SELECT min(sequence) AS oldest, max(sequence) AS newest FROM dynamodb_changes WHERE stream = ?",
  );
  const forgetOld = database.prepare("DELETE FROM dynamodb_changes WHERE at < ?");
  const forgetAll = database.prepare("DELETE FROM dynamodb_changes WHERE stream = ?");
  // Numbers go on over all streams and restarts; those of a transaction that failed are left out.
  const highest = database.prepare("SELECT max(sequence) AS sequence FROM dynamodb_changes").get();
  let sequence = Math.max((highest?.["sequence"] as number | null) ?? 0, counters.get("sequence") ?? 0);
  const newest = new Map<number, number>();

  /** Whoever has read up to the last record must not miss the next one after a restart. */
  const keepingSequence = (remove: () => { readonly changes: number | bigint }) =>
    transaction(() => {
      if (remove().changes > 0) counters.put("sequence", sequence);
    });

  return {
    append(stream, { kind, at, keys, before, after, expired }) {
      sequence += 1;
      const withOld = stream.view === "OLD_IMAGE" || stream.view === "NEW_AND_OLD_IMAGES";
      const withNew = stream.view === "NEW_IMAGE" || stream.view === "NEW_AND_OLD_IMAGES";
      insert.run(
        stream.number,
        sequence,
        at,
        kind,
        expired ? 1 : 0,
        writeItem(keys),
        withOld && before !== null ? writeItem(before) : null,
        withNew && after !== null ? writeItem(after) : null,
      );
      newest.set(stream.number, sequence);
    },

    after(stream, position, limit) {
      return next.all(stream, position, limit).map((row) => ({
        sequence: row["sequence"] as number,
        kind: row["kind"] as ChangeKind,
        at: row["at"] as number,
        keys: readItem(row["keys"] as string),
        before: row["before"] === null ? null : readItem(row["before"] as string),
        after: row["after"] === null ? null : readItem(row["after"] as string),
        expired: row["expired"] === 1,
      }));
    },

    newest(stream) {
      let found = newest.get(stream);
      if (found === undefined) {
        found = (ends.get(stream)?.["newest"] as number | null) ?? 0;
        newest.set(stream, found);
      }
      return found;
    },

    oldest: (stream) => (ends.get(stream)?.["oldest"] as number | null) ?? null,
    trim: (before) => keepingSequence(() => forgetOld.run(before)),
    forget(stream) {
      keepingSequence(() => forgetAll.run(stream));
      newest.delete(stream);
    },
  };
}

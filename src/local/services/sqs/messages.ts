import type { Store } from "../../kernel/store.ts";

/** A message as it is kept. Times are milliseconds since 1970. */
export interface StoredMessage {
  /** Grows with every message of the cloud: the order within a queue, and the sequence number of FIFO queues. */
  readonly position: number;
  readonly messageId: string;
  readonly body: string;
  /** JSON of the message attributes, binary values in base64; null: none. */
  readonly attributes: string | null;
  readonly traceHeader: string | null;
  readonly sender: string;
  readonly sentAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt: number | null;
  readonly groupId: string | null;
  readonly deduplicationId: string | null;
  /** ARN of the queue it came from into this dead-letter queue. */
  readonly deadLetterSource: string | null;
}

export interface NewMessage {
  readonly queue: string;
  readonly messageId: string;
  readonly body: string;
  readonly attributes: string | null;
  readonly traceHeader: string | null;
  readonly sender: string;
  readonly sentAt: number;
  readonly visibleAt: number;
  readonly groupId: string | null;
  /** Messages of a FIFO queue: those of one group are handed out in order. */
  readonly ordered: boolean;
  readonly deduplicationId: string | null;
}

export interface Counts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** The messages of all queues, in a table of their own: receiving needs an index by time. */
export interface Messages {
  /** @returns the position */
  add(message: NewMessage): number;
  /** Those that a receiver may have now, in order. */
  receivable(queue: string, now: number, sentAfter: number, limit: number): StoredMessage[];
  take(position: number, visibleAt: number, now: number): void;
  moveTo(queue: string, position: number, source: string, now: number): void;
  find(queue: string, position: number, messageId: string): { readonly visibleAt: number } | null;
  setVisibleAt(position: number, visibleAt: number): void;
  remove(queue: string, position: number, messageId: string): boolean;
  removeAll(queue: string): void;
  removeSentBefore(queue: string, at: number): void;
  counts(queue: string, now: number): Counts;
  oldest(queue: string): number | null;
  /** The next moment at which a message of the queue becomes visible by itself. */
  nextVisibleAt(queue: string, now: number): number | null;
  duplicate(queue: string, key: string, now: number): { messageId: string; position: number } | null;
  remember(queue: string, key: string, messageId: string, position: number, until: number): void;
  forgetBefore(now: number): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS sqs_messages (
    position INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, messageId TEXT NOT NULL, body TEXT NOT NULL,
    attributes TEXT, traceHeader TEXT, sender TEXT NOT NULL, sentAt INTEGER NOT NULL, visibleAt INTEGER NOT NULL,
    receiveCount INTEGER NOT NULL DEFAULT 0, firstReceivedAt INTEGER, groupId TEXT, orderedGroup TEXT,
    deduplicationId TEXT, deadLetterSource TEXT);
  CREATE INDEX IF NOT EXISTS sqs_messages_by_queue ON sqs_messages (queue, position);
  CREATE INDEX IF NOT EXISTS sqs_messages_by_time ON sqs_messages (queue, visibleAt);
  CREATE INDEX IF NOT EXISTS sqs_messages_by_group ON sqs_messages (queue, orderedGroup) WHERE orderedGroup IS NOT NULL;
  CREATE TABLE IF NOT EXISTS sqs_deduplication (
    queue TEXT NOT NULL, key TEXT NOT NULL, messageId TEXT NOT NULL, position INTEGER NOT NULL, until INTEGER NOT NULL,
    PRIMARY KEY (queue, key)) WITHOUT ROWID;`;

export function openMessages(store: Store): Messages {
  const { database } = store;
  database.exec(schema);
  const sql = {
    add: database.prepare(`INSERT INTO sqs_messages
      (queue, messageId, body, attributes, traceHeader, sender, sentAt, visibleAt, groupId, orderedGroup, deduplicationId)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    // A group waits for those of its messages that are with a receiver, and for earlier ones that are delayed.
    receivable:
      database.prepare(`SELECT * FROM sqs_messages AS m WHERE queue = ? AND visibleAt <= ? AND sentAt > ?
      AND (orderedGroup IS NULL OR NOT EXISTS (SELECT 1 FROM sqs_messages AS b WHERE b.queue = m.queue
        AND b.orderedGroup = m.orderedGroup AND b.visibleAt > ? AND (b.receiveCount > 0 OR b.position < m.position)))
      ORDER BY position LIMIT ?`),
    take: database.prepare(`UPDATE sqs_messages SET visibleAt = ?, receiveCount = receiveCount + 1,
      firstReceivedAt = COALESCE(firstReceivedAt, ?) WHERE position = ?`),
    moveTo: database.prepare(
      "UPDATE sqs_messages SET queue = ?, visibleAt = ?, deadLetterSource = ? WHERE position = ?",
    ),
    find: database.prepare(
      "SELECT visibleAt FROM sqs_messages WHERE position = ? AND queue = ? AND messageId = ?",
    ),
    setVisibleAt: database.prepare("UPDATE sqs_messages SET visibleAt = ? WHERE position = ?"),
    remove: database.prepare("DELETE FROM sqs_messages WHERE position = ? AND queue = ? AND messageId = ?"),
    removeAll: database.prepare("DELETE FROM sqs_messages WHERE queue = ?"),
    removeSentBefore: database.prepare("DELETE FROM sqs_messages WHERE queue = ? AND sentAt <= ?"),
    counts: database.prepare(`SELECT COUNT(*) FILTER (WHERE visibleAt <= ?) AS visible,
      COUNT(*) FILTER (WHERE visibleAt > ? AND receiveCount > 0) AS inFlight,
      COUNT(*) FILTER (WHERE visibleAt > ? AND receiveCount = 0) AS delayed FROM sqs_messages WHERE queue = ?`),
    oldest: database.prepare("SELECT MIN(sentAt) AS at FROM sqs_messages WHERE queue = ?"),
    next: database.prepare("SELECT MIN(visibleAt) AS at FROM sqs_messages WHERE queue = ? AND visibleAt > ?"),
    duplicate: database.prepare(
      "SELECT messageId, position FROM sqs_deduplication WHERE queue = ? AND key = ? AND until > ?",
    ),
    remember: database.prepare("INSERT OR REPLACE INTO sqs_deduplication VALUES (?, ?, ?, ?, ?)"),
    forgetAll: database.prepare("DELETE FROM sqs_deduplication WHERE queue = ?"),
    forget: database.prepare("DELETE FROM sqs_deduplication WHERE until <= ?"),
  };
  return {
    add(message) {
      const { queue, messageId, body, attributes, traceHeader, sender, sentAt, visibleAt, groupId } = message;
      const orderedGroup = message.ordered ? groupId : null;
      const values = [queue, messageId, body, attributes, traceHeader, sender, sentAt, visibleAt] as const;
      const { lastInsertRowid } = sql.add.run(...values, groupId, orderedGroup, message.deduplicationId);
      return Number(lastInsertRowid);
    },
    receivable: (queue, now, sentAfter, limit) =>
      sql.receivable.all(queue, now, sentAfter, now, limit) as unknown as StoredMessage[],
    take: (position, visibleAt, now) => void sql.take.run(visibleAt, now, position),
    moveTo: (queue, position, source, now) => void sql.moveTo.run(queue, now, source, position),
    find: (queue, position, messageId) =>
      (sql.find.get(position, queue, messageId) as { visibleAt: number } | undefined) ?? null,
    setVisibleAt: (position, visibleAt) => void sql.setVisibleAt.run(visibleAt, position),
    remove: (queue, position, messageId) => Number(sql.remove.run(position, queue, messageId).changes) > 0,
    removeAll(queue) {
      sql.removeAll.run(queue);
      sql.forgetAll.run(queue);
    },
    removeSentBefore: (queue, at) => void sql.removeSentBefore.run(queue, at),
    counts: (queue, now) => sql.counts.get(now, now, now, queue) as unknown as Counts,
    oldest: (queue) => sql.oldest.get(queue)?.["at"] as number | null,
    nextVisibleAt: (queue, now) => sql.next.get(queue, now)?.["at"] as number | null,
    duplicate: (queue, key, now) =>
      (sql.duplicate.get(queue, key, now) as { messageId: string; position: number } | undefined) ?? null,
    remember: (queue, key, messageId, position, until) =>
      void sql.remember.run(queue, key, messageId, position, until),
    forgetBefore: (now) => void sql.forget.run(now),
  };
}

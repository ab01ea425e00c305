import { hash } from "node:crypto";
import type { LogEvent } from "./log-event.ts";

/**
 * Which events of a log group somebody has been told of, where the same ones come from two sources: the store, read
 * again and again with an overlap, and a live session, whose events have no ids. Lines that look the same are counted, so
 * that a line that was written twice is told twice.
 */
export interface EventLedger {
  /** @returns whether the event is news */
  fromStore(event: LogEvent, id: string): boolean;
  /** @returns whether the event is news */
  fromSession(event: LogEvent): boolean;
  /** A new session may show again what the last one did. */
  startSession(): void;
  /** Older events will not come from the store again. @param timestamp milliseconds since 1970 */
  forgetBefore(timestamp: number): void;
  readonly size: number;
}

interface Entry {
  readonly timestamp: number;
  readonly stored: Set<string>;
  shown: number;
  told: number;
}

export function eventLedger(): EventLedger {
  const entries = new Map<string, Entry>();

  function entryOf({ stream, timestamp, message }: LogEvent): Entry {
    // A digest: a busy stage logs more in a few minutes than should be held.
    const key = hash("sha1", `${stream}\n${timestamp}\n${message}`, "base64");
    let entry = entries.get(key);
    if (entry === undefined) {
      entry = { timestamp, stored: new Set(), shown: 0, told: 0 };
      entries.set(key, entry);
    }
    return entry;
  }

  function tell(entry: Entry, seen: number): boolean {
    if (seen <= entry.told) return false;
    entry.told += 1;
    return true;
  }

  return {
    fromStore(event, id) {
      const entry = entryOf(event);
      if (entry.stored.has(id)) return false;
      entry.stored.add(id);
      return tell(entry, entry.stored.size);
    },
    fromSession(event) {
      const entry = entryOf(event);
      entry.shown += 1;
      return tell(entry, entry.shown);
    },
    startSession() {
      for (const entry of entries.values()) entry.shown = 0;
    },
    forgetBefore(timestamp) {
      for (const [key, entry] of entries) if (entry.timestamp < timestamp) entries.delete(key);
    },
    get size() {
      return entries.size;
    },
  };
}

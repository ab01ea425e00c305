import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isRunning, processStart } from "./process-start.ts";

/** What a running cloud leaves beside its state. */
export interface CloudLock {
  readonly pid: number;
  /** When the process began, as its system says it. */
  readonly processStart: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Null until it listens. */
  readonly cloud: LockedCloud | null;
}

export interface LockedCloud {
  readonly endpoint: string;
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly caFile: string;
}

const path = (folder: string) => join(folder, "cloud.lock");

/**
 * Takes a state folder for this process. One that a killed process left behind is taken over.
 *
 * @returns the lock of the process that has the folder; null: it is ours
 */
export function takeLock(folder: string): CloudLock | null {
  mkdirSync(folder, { recursive: true });
  const mine = `${path(folder)}.${process.pid}`;
  const lock: CloudLock = {
    pid: process.pid,
    processStart: processStart(process.pid),
    startedAt: new Date().toISOString(),
    cloud: null,
  };
  writeFileSync(mine, JSON.stringify(lock), { mode: 0o600 });
  try {
    for (;;) {
      try {
        // A link appears whole or not at all, so nobody ever reads half a lock.
        linkSync(mine, path(folder));
        return null;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const holder = readLock(folder);
      if (holder !== null && isRunning(holder.pid, holder.processStart)) return holder;
      // Moved away before it is removed: of several that find it stale, one succeeds.
      const stale = `${path(folder)}.stale-${process.pid}`;
      try {
        renameSync(path(folder), stale);
        rmSync(stale, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Tells others how to reach the cloud that holds the lock. Only for its holder. */
export function announce(folder: string, cloud: LockedCloud): void {
  const lock = readLock(folder);
  if (lock === null) return;
  const next = `${path(folder)}.${process.pid}`;
  writeFileSync(next, JSON.stringify({ ...lock, cloud }), { mode: 0o600 });
  renameSync(next, path(folder));
}

/** Only for its holder. */
export function releaseLock(folder: string): void {
  if (readLock(folder)?.pid === process.pid) rmSync(path(folder), { force: true });
}

/** The lock of a running process; null: nobody has the folder. */
export function heldLock(folder: string): CloudLock | null {
  const lock = readLock(folder);
  return lock !== null && isRunning(lock.pid, lock.processStart) ? lock : null;
}

function readLock(folder: string): CloudLock | null {
  try {
    return JSON.parse(readFileSync(path(folder), "utf8")) as CloudLock;
  } catch {
    return null;
  }
}

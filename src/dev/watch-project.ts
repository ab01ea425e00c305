import { existsSync, type FSWatcher, watch } from "node:fs";
import { join } from "node:path";
import { changesBetween, type FileChanges, isEmpty, type Snapshot, takeSnapshot } from "./snapshot.ts";

export interface ProjectWatcher {
  /**
   * What has changed since the last call, waiting until something has and the disk is quiet again.
   *
   * @returns the changes, and when the first of them was noticed (`performance.now()`); null after `close`
   */
  next(): Promise<{ readonly changes: FileChanges; readonly since: number } | null>;
  /** Has `next` come back without any change. */
  wake(): void;
  /** These files are as they are on purpose: whoever wrote them knows. Paths relative to the project. */
  accept(paths: readonly string[]): void;
  close(): void;
}

export interface WatchTimes {
  /** How long the disk must be quiet after a single change, in milliseconds, as all of these. */
  readonly quiet: number;
  /** The same after a storm: a branch that is switched, a formatter over everything. */
  readonly quietAfterStorm: number;
  /** How often files are looked at without any sign: some file systems give none. */
  readonly look: number;
}

export const usualTimes: WatchTimes = { quiet: 12, quietAfterStorm: 120, look: 2000 };

/** As many signs in a row make a storm: an editor's save gives fewer, however careful it is. */
const storm = 24;
/** Git has this file while it changes the working tree. */
const gitAtWork = join(".git", "index.lock");
/** A crashed git leaves it behind. */
const longestGit = 5000;

/**
 * Watches a project's own files. Signs of the file system only say *when* to look; *what* has changed is found by
 * comparing contents. So it makes no difference how an editor saves, a folder is renamed, or how many signs a system gives
 * for one change.
 *
 * @param project absolute path
 */
export function watchProject(project: string, times: WatchTimes = usualTimes): ProjectWatcher {
  let known = takeSnapshot(project);
  let closed = false;
  let firstSign: number | null = null;
  let woken = false;
  let signs = 0;
  let quietTimer: NodeJS.Timeout | undefined;
  let waiting: ((settled: boolean) => void) | null = null;
  const watchers = new Map<string, FSWatcher>();

  function sign(): void {
    firstSign ??= performance.now();
    signs += 1;
    clearTimeout(quietTimer);
    quietTimer = setTimeout(settle, signs > storm ? times.quietAfterStorm : times.quiet);
  }

  function settle(): void {
    const begun = firstSign ?? performance.now();
    if (existsSync(join(project, gitAtWork)) && performance.now() - begun < longestGit) {
      clearTimeout(quietTimer);
      quietTimer = setTimeout(settle, times.quietAfterStorm);
      return;
    }
    waiting?.(true);
  }

  /** One watcher a folder: recursive ones would look at every package that is installed. */
  function watchFolders(folders: readonly string[]): void {
    const wanted = new Set(folders);
    for (const [folder, watcher] of watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of wanted) {
      if (watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, { persistent: false }, sign);
        // A folder that is removed: what it held is missed at the next look.
        watcher.on("error", () => {
          watcher.close();
          watchers.delete(folder);
          sign();
        });
        watchers.set(folder, watcher);
      } catch {
        // Gone already, or the system has no watchers left: looking now and then still finds what changes.
      }
    }
  }

  function look(): FileChanges {
    const now = takeSnapshot(project, known);
    const changes = changesBetween(known, now);
    known = now;
    watchFolders(now.folders);
    return changes;
  }

  watchFolders(known.folders);
  // What was changed between the snapshot and the watchers.
  sign();
  const regular = setInterval(() => {
    if (
      waiting !== null &&
      firstSign === null &&
      !isEmpty(changesBetween(known, takeSnapshot(project, known)))
    ) {
      sign();
    }
  }, times.look);
  regular.unref();

  return {
    async next() {
      while (!closed) {
        const settled = await new Promise<boolean>((resolve) => {
          waiting = resolve;
          // Signs that came while nobody waited.
          if (firstSign !== null) {
            clearTimeout(quietTimer);
            quietTimer = setTimeout(settle, times.quiet);
          }
        });
        waiting = null;
        if (!settled) return null;
        const since = firstSign ?? performance.now();
        firstSign = null;
        signs = 0;
        const changes = look();
        if (woken || !isEmpty(changes)) {
          woken = false;
          return { changes, since };
        }
      }
      return null;
    },
    wake() {
      woken = true;
      sign();
    },
    accept(paths) {
      const now = takeSnapshot(project, known);
      const files = new Map(known.files);
      for (const path of paths) {
        const stamp = now.files.get(path);
        if (stamp === undefined) files.delete(path);
        else files.set(path, stamp);
      }
      const accepted: Snapshot = { files, folders: known.folders };
      known = accepted;
    },
    close() {
      closed = true;
      clearTimeout(quietTimer);
      clearInterval(regular);
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
      waiting?.(false);
    },
  };
}

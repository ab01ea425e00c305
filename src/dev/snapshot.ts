import { createHash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What a project's own files hold at one moment. */
export interface Snapshot {
  /** By path relative to the project, with forward slashes. */
  readonly files: ReadonlyMap<string, FileStamp>;
  /** Absolute paths of the folders they are in, the project's own included. */
  readonly folders: readonly string[];
}

export interface FileStamp {
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Of the content. */
  readonly digest: string;
}

/** Folders of a project that hold what tools write; none of it is deployed. Those with a dot in front are left out too. */
const foreign = new Set(["cdk.out", "client", "dist", "build", "coverage"]);
/** What can be part of a program or of its settings. */
const relevant = /\.(?:[cm]?[jt]sx?|json|graphql)$/;

/**
 * Reads the state of everything in a project that can change what is deployed. Files whose size and time are as they were
 * are not read again.
 *
 * @param project absolute path
 * @param previous the last snapshot, if any
 */
export function takeSnapshot(project: string, previous: Snapshot | null = null): Snapshot {
  const files = new Map<string, FileStamp>();
  const folders: string[] = [];
  const walk = (folder: string, prefix: string): void => {
    const entries = entriesOf(folder);
    if (entries === null) return;
    folders.push(folder);
    for (const entry of entries) {
      if (entry.name.startsWith(".")) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        const ours = entry.name !== "node_modules" && !(prefix === "" && foreign.has(entry.name));
        if (ours) walk(path, `${prefix}${entry.name}/`);
      } else if (relevant.test(entry.name)) {
        const name = prefix + entry.name;
        const stamp = stampOf(path, previous?.files.get(name));
        if (stamp !== null) files.set(name, stamp);
      }
    }
  };
  walk(project, "");
  return { files, folders };
}

/** @returns null where the folder has gone meanwhile */
function entriesOf(folder: string): Dirent[] | null {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** @returns null where the file has gone meanwhile, or may not be read */
function stampOf(path: string, previous: FileStamp | undefined): FileStamp | null {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return null;
    if (previous !== undefined && previous.size === stat.size && previous.modified === stat.mtimeMs) {
      return previous;
    }
    const digest = createHash("sha1").update(readFileSync(path)).digest("base64");
    return { size: stat.size, modified: stat.mtimeMs, digest };
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

function isAbsent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return ["ENOENT", "ENOTDIR", "EACCES", "EPERM", "ELOOP"].includes(code);
}

/** What somebody did to the files of a project. Paths are relative to it, sorted. */
export interface FileChanges {
  readonly created: readonly string[];
  readonly modified: readonly string[];
  readonly deleted: readonly string[];
}

/** What differs between two snapshots, by content: a file that was only touched has not changed. */
export function changesBetween(before: Snapshot, after: Snapshot): FileChanges {
  const created: string[] = [];
  const modified: string[] = [];
  for (const [path, { digest }] of after.files) {
    const old = before.files.get(path);
    if (old === undefined) created.push(path);
    else if (old.digest !== digest) modified.push(path);
  }
  const deleted = [...before.files.keys()].filter((path) => !after.files.has(path));
  return { created: created.sort(), modified: modified.sort(), deleted: deleted.sort() };
}

export function isEmpty({ created, modified, deleted }: FileChanges): boolean {
  return created.length + modified.length + deleted.length === 0;
}

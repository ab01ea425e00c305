import { randomBytes } from "node:crypto";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../errors/user-error.ts";
import type { FileChange } from "./file-change.ts";
import { assertInside } from "./inside-project.ts";
import { finishJournal, type Journal, journalPath } from "./journal.ts";
import { writeError } from "./write-error.ts";

/**
 * Applies changes to a project: all of them or none.
 *
 * Every new text is first written beside its place; then a journal names the moves; then the moves are made. A failure
 * before the journal leaves the project as it was; a kill after it is completed by the next command
 * (`finishInterrupted`).
 *
 * @param projectDir absolute path
 * @throws UserError where a file is no longer what the change was computed from, or the disk refuses
 */
export function applyChanges(projectDir: string, changes: readonly FileChange[]): void {
  if (changes.length === 0) return;
  const root = realpathSync(projectDir);
  const suffix = `.plinth-${randomBytes(4).toString("hex")}.tmp`;
  const staged: string[] = [];
  const createdFolders: string[] = [];
  const moves: { from: string; to: string }[] = [];
  const removals: string[] = [];
  try {
    for (const change of changes) {
      assertInside(root, change.path);
      assertUnchanged(root, change);
      if (change.after === null) {
        assertRemovable(root, change.path);
        removals.push(change.path);
        continue;
      }
      createdFolders.push(...makeFolders(join(root, dirname(change.path))));
      const from = change.path + suffix;
      staged.push(join(root, from));
      writeFileSync(join(root, from), change.after, { flag: "wx" });
      keepMode(root, change.path, from);
      moves.push({ from, to: change.path });
    }
    createdFolders.push(...makeFolders(join(root, ".plinth")));
    const journal: Journal = { moves, removals };
    staged.push(journalPath(root) + suffix);
    writeFileSync(journalPath(root) + suffix, JSON.stringify(journal), { flag: "wx" });
  } catch (error) {
    for (const path of staged) rmSync(path, { force: true });
    for (const folder of createdFolders.reverse()) removeIfEmpty(folder);
    throw writeError(error);
  }
  // Every text is on disk by now, in folders that let themselves be written: what is left are renames.
  finishJournal(root, { moves, removals }, journalPath(root) + suffix);
  removeIfEmpty(join(root, ".plinth"));
}

function assertUnchanged(root: string, change: FileChange): void {
  let now: string | null = null;
  try {
    now = readFileSync(join(root, change.path), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  if (now === change.before) return;
  throw new UserError({
    code: "FILE_CHANGED_MEANWHILE",
    message: `${change.path} was changed by something else while Plinth was working.`,
    remedy: "Nothing was written. Run the command again.",
  });
}

/** A file can be removed where its folder can be written: probed by writing there, since access bits lie on some disks. */
function assertRemovable(root: string, path: string): void {
  const probe = join(root, `${path}.plinth-probe`);
  writeFileSync(probe, "");
  rmSync(probe);
}

function makeFolders(folder: string): string[] {
  const created: string[] = [];
  let missing = folder;
  while (statSync(missing, { throwIfNoEntry: false }) === undefined) {
    created.unshift(missing);
    missing = dirname(missing);
  }
  mkdirSync(folder, { recursive: true });
  return created;
}

function keepMode(root: string, path: string, staged: string): void {
  const existing = statSync(join(root, path), { throwIfNoEntry: false });
  if (existing !== undefined) chmodSync(join(root, staged), existing.mode);
}

function removeIfEmpty(folder: string): void {
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

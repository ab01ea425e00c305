import { existsSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

/** The moves that finish a set of changes whose texts are already on disk. Paths are relative to the project. */
export interface Journal {
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  readonly removals: readonly string[];
}

export function journalPath(root: string): string {
  return join(root, ".plinth", "unfinished.json");
}

/**
 * Makes the moves of a journal. From the first rename (the journal's own, which is atomic) the changes count as made:
 * a process killed later is completed by `finishInterrupted`.
 *
 * @param staged where the journal's text stands
 */
export function finishJournal(root: string, journal: Journal, staged: string): void {
  renameSync(staged, journalPath(root));
  complete(root, journal);
}

/**
 * Completes changes that an earlier, killed process had decided but not finished. Called before a project is read.
 *
 * @param projectDir absolute path
 * @returns whether there was anything to complete
 */
export function finishInterrupted(projectDir: string): boolean {
  if (!existsSync(journalPath(projectDir))) return false;
  complete(projectDir, JSON.parse(readFileSync(journalPath(projectDir), "utf8")) as Journal);
  return true;
}

function complete(root: string, journal: Journal): void {
  for (const { from, to } of journal.moves) {
    if (existsSync(join(root, from))) renameSync(join(root, from), join(root, to));
  }
  for (const path of journal.removals) {
    rmSync(join(root, path), { force: true });
    removeEmptyFolders(root, dirname(path));
  }
  rmSync(journalPath(root));
}

function removeEmptyFolders(root: string, folder: string): void {
  for (let path = folder; path !== "." && path !== ""; path = dirname(path)) {
    if (!existsSync(join(root, path)) || readdirSync(join(root, path)).length > 0) return;
    rmdirSync(join(root, path));
  }
}

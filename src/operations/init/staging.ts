import { randomBytes } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import { writeError } from "../../files/write-error.ts";

/** A new project, complete, in a folder beside its final place, where nobody takes it for one. */
export interface Staging {
  readonly folder: string;
  write(path: string, content: string | Uint8Array): void;
  /**
   * Moves everything to the final place: one rename for a new folder, file by file into one that is there.
   *
   * @returns undoes it: removes what was placed, and `others` (paths that came later, such as node_modules)
   * @throws UserError FILES_IN_THE_WAY naming each file that is there already, before anything is moved
   */
  place(): (others: readonly string[]) => void;
  discard(): void;
}

/**
 * @param target absolute path of the project to be; may exist
 */
export function stage(target: string): Staging {
  const exists = existsSync(target);
  const suffix = `.plinth-${randomBytes(4).toString("hex")}`;
  // Inside an existing target, because beside it may be another disk, or a folder that cannot be written.
  const folder = exists ? join(target, suffix) : join(dirname(target), `.${basename(target)}${suffix}`);
  const parents = makeFirstFolders(folder);
  return {
    folder,
    write(path, content) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), content, { flag: "wx" });
    },
    place: () => (exists ? placeInside(folder, target) : placeAsWhole(folder, target, parents)),
    discard() {
      rmSync(folder, { recursive: true, force: true });
      for (const parent of parents.toReversed()) removeIfEmpty(parent);
    },
  };
}

function placeAsWhole(folder: string, target: string, parents: readonly string[]) {
  renameSync(folder, target);
  return () => {
    rmSync(target, { recursive: true, force: true });
    for (const parent of parents.toReversed()) removeIfEmpty(parent);
  };
}

function placeInside(folder: string, target: string) {
  const paths = filesBelow(folder, "");
  refuseClashes(paths, target);
  const moved: string[] = [];
  const folders: string[] = [];
  const undo = (others: readonly string[]) => {
    for (const path of [...moved, ...others]) rmSync(join(target, path), { recursive: true, force: true });
    for (const made of folders.toReversed()) removeIfEmpty(made);
  };
  try {
    for (const path of paths) {
      folders.push(...makeFolders(join(target, dirname(path))));
      renameSync(join(folder, path), join(target, path));
      moved.push(path);
    }
  } catch (error) {
    undo([]);
    throw error;
  }
  rmSync(folder, { recursive: true });
  return undo;
}

/**
 * Refuses where something is in the way: a file at the same path, or a file where a folder has to be.
 *
 * @param paths that are going to be written, relative to the target
 * @throws UserError FILES_IN_THE_WAY
 */
export function refuseClashes(paths: readonly string[], target: string): void {
  const clashes = [...new Set(paths.flatMap((path) => clashOf(path, target) ?? []))].sort();
  if (clashes.length === 0) return;
  const one = clashes.length === 1;
  throw new UserError({
    code: "FILES_IN_THE_WAY",
    message: `${one ? "A file that a new project needs is" : `${clashes.length} files that a new project needs are`} already in ${target}. Nothing was written.`,
    remedy: `Move ${one ? "it" : "them"} away, or make the project in a folder of its own: "plinth init <folder>".`,
    problems: clashes.map((file) => ({
      file,
      line: null,
      message: "is already there.",
      remedy: "Plinth overwrites nothing of yours.",
    })),
  });
}

function clashOf(path: string, target: string): string | null {
  const steps = path.split("/");
  for (let depth = 1; depth < steps.length; depth += 1) {
    const folder = steps.slice(0, depth).join("/");
    const found = statSync(join(target, folder), { throwIfNoEntry: false });
    if (found === undefined) return null;
    if (!found.isDirectory()) return folder;
  }
  return lstatSync(join(target, path), { throwIfNoEntry: false }) === undefined ? null : path;
}

function filesBelow(folder: string, prefix: string): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .flatMap((entry) => {
      const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    })
    .sort();
}

function makeFirstFolders(folder: string): string[] {
  try {
    return makeFolders(folder);
  } catch (error) {
    throw writeError(error);
  }
}

/** @returns the folders that were not there before, outermost first */
function makeFolders(folder: string): string[] {
  const missing: string[] = [];
  for (let path = folder; !existsSync(path); path = dirname(path)) missing.unshift(path);
  mkdirSync(folder, { recursive: true });
  return missing;
}

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { GeneratedFile } from "../generators/generator.ts";
import type { FileChange } from "./file-change.ts";
import { originOf, withHeader } from "./header.ts";
import { templateText } from "./template-text.ts";

/** What `plinth generate` would do to the project. Paths are relative to it, sorted. */
export interface GenerationPlan {
  readonly changes: readonly FileChange[];
  readonly created: readonly string[];
  readonly updated: readonly string[];
  /** Generated before, and no longer wanted. */
  readonly pruned: readonly string[];
  readonly unchanged: readonly string[];
  /** Files at generated places that a person changed or wrote. Applying the plan would overwrite or delete them. */
  readonly handEdited: readonly string[];
}

/** Folders that hold generated files only, besides the ones written once. */
const generatedFolders = ["infra", "client"];

/**
 * Compares what the generators want with what is on disk. Writes nothing.
 *
 * @param projectDir absolute path of the project
 * @param files the generators' output
 */
export function planGeneration(projectDir: string, files: readonly GeneratedFile[]): GenerationPlan {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const changes: FileChange[] = [];
  const unchanged: string[] = [];
  const handEdited: string[] = [];
  for (const file of sorted) {
    const before = readIfThere(join(projectDir, file.path));
    if (file.once && before !== null) continue;
    const after = wantedText(file);
    if (before === after || before?.replaceAll("\r\n", "\n") === after) {
      unchanged.push(file.path);
      continue;
    }
    if (before !== null && originOf(before) !== "intact") handEdited.push(file.path);
    changes.push({ path: file.path, before, after });
  }
  for (const leftover of leftovers(projectDir, new Set(sorted.map((file) => file.path)))) {
    if (leftover.origin === "edited") handEdited.push(leftover.change.path);
    changes.push(leftover.change);
  }
  return {
    changes,
    created: changes.filter((c) => c.before === null).map((c) => c.path),
    updated: changes.filter((c) => c.before !== null && c.after !== null).map((c) => c.path),
    pruned: changes.filter((c) => c.after === null).map((c) => c.path),
    unchanged,
    handEdited: handEdited.sort(),
  };
}

function wantedText(file: GeneratedFile): string {
  const text = file.content.kind === "text" ? file.content.text : templateText(file.content.template);
  return file.once ? text : withHeader(file.path, text);
}

function leftovers(projectDir: string, wanted: ReadonlySet<string>) {
  const found: { change: FileChange; origin: "intact" | "edited" }[] = [];
  for (const folder of generatedFolders) {
    const root = join(projectDir, folder);
    if (!existsSync(root)) continue;
    for (const path of filesBelow(root, folder)) {
      if (wanted.has(path)) continue;
      const before = readFileSync(join(projectDir, path), "utf8");
      const origin = originOf(before);
      if (origin !== "foreign") found.push({ change: { path, before, after: null }, origin });
    }
  }
  return found.sort((a, b) => (a.change.path < b.change.path ? -1 : 1));
}

function filesBelow(folder: string, prefix: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${prefix}/${entry.name}`;
    if (entry.isDirectory())
      return entry.name === "node_modules" ? [] : filesBelow(join(folder, entry.name), path);
    return entry.isFile() ? [path] : [];
  });
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

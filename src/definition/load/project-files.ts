import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../errors/user-error.ts";
import type { Overlay } from "./overlay.ts";

/** The files of a project that make its definition; relative to it, forward slashes, sorted. */
export interface ProjectFiles {
  readonly models: readonly string[];
  readonly functions: readonly { readonly name: string; readonly file: string }[];
  readonly problems: readonly Problem[];
}

export const configFile = "plinth.config.ts";

/** Finds the definition's files on disk and in the overlay. */
export function projectFiles(projectDir: string, overlay: Overlay): ProjectFiles {
  const problems: Problem[] = [];
  const models = filesBelow(projectDir, "models", overlay).filter((file) => {
    if (/\.(d|test|spec)\.ts$/.test(file)) return false;
    const isSource = /\.[cm]?[jt]sx?$/.test(file);
    if (isSource && !file.endsWith(".ts")) {
      problems.push({
        file,
        line: null,
        message: "Only files that end in .ts are read.",
        remedy: `Rename it to ${file.replace(/\.\w+$/, ".ts")}, or move it out of models/.`,
      });
    }
    return file.endsWith(".ts");
  });
  const inFunctions = new Set(filesBelow(projectDir, "functions", overlay));
  const folders = new Set([...inFunctions].flatMap((file) => file.split("/").slice(1, -1).slice(0, 1)));
  const functions = [...folders]
    .filter(isOrdinary)
    .sort()
    .flatMap((name) => {
      const file = `functions/${name}/function.ts`;
      const handler = `functions/${name}/handler.ts`;
      if (!inFunctions.has(file)) {
        problems.push({
          file: `functions/${name}`,
          line: null,
          message: "The folder has no function.ts.",
          remedy:
            "Write one (plinth add-function does), or let the folder's name start with _ where it holds shared code.",
        });
        return [];
      }
      if (!inFunctions.has(handler)) {
        problems.push({
          file: handler,
          line: null,
          message: "The function has no handler.ts.",
          remedy: `Write ${handler} with the code that runs, or remove the folder.`,
        });
      }
      return [{ name, file }];
    });
  return { models, functions, problems };
}

function filesBelow(projectDir: string, folder: string, overlay: Overlay): readonly string[] {
  const files = new Set(walk(projectDir, folder));
  for (const { path, after } of overlay) {
    if (!path.startsWith(`${folder}/`) || !path.split("/").every(isOrdinary)) continue;
    if (after === null) files.delete(path);
    else files.add(path);
  }
  return [...files].sort();
}

function walk(projectDir: string, folder: string): readonly string[] {
  return entriesOf(join(projectDir, folder)).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!isOrdinary(entry.name) || entry.name === "node_modules") return [];
    return entry.isDirectory() ? walk(projectDir, path) : [path];
  });
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return [];
    throw error;
  }
}

/** Hidden files, and those that say they are no definition. */
function isOrdinary(name: string): boolean {
  return !name.startsWith(".") && !name.startsWith("_");
}

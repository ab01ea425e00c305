import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Bug } from "../errors/bug.ts";

let found: string | null = null;

/**
 * The folder of the running Plinth package, whether this code runs from `src/` or from a bundle in `dist/`.
 *
 * @returns an absolute path
 */
export function packageRoot(): string {
  found ??= search(dirname(fileURLToPath(import.meta.url)));
  return found;
}

function search(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) throw new Bug(`No package.json above ${start}`);
  }
}

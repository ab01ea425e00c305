import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./package-root.ts";

/**
 * Where the templates are: `src/templates` for sources, `dist/templates` for the build, which must not read sources that
 * changed since.
 */
export function templatesFolder(): string {
  return join(packageRoot(), import.meta.url.endsWith(".ts") ? "src" : "dist", "templates");
}

/**
 * The text of one template.
 *
 * @param path below the templates folder, forward slashes: `infra/app.ts`
 */
export function templateText(path: string): string {
  return readFileSync(join(templatesFolder(), path), "utf8");
}

/**
 * Every file of a template folder.
 *
 * @param folder below the templates folder: `project`
 * @returns paths relative to that folder, forward slashes, sorted
 */
export function templatePaths(folder: string): string[] {
  const entries = readdirSync(join(templatesFolder(), folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(templatesFolder(), folder).length + 1))
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
}

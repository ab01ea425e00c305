import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Bug } from "../../errors/bug.ts";

/**
 * What `import ... from "plinth"` in a user's file must give: the running Plinth's own language, whatever is installed in
 * the project. Sources run as `.ts`; the build bundles them into `dist/`.
 *
 * @returns a file: address
 */
export function languageEntry(): string {
  const here = fileURLToPath(import.meta.url);
  const entry = here.endsWith(".ts") ? join("src", "index.ts") : join("dist", "index.js");
  for (let folder = dirname(here); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return pathToFileURL(join(folder, entry)).href;
  }
  throw new Bug(`No package.json above ${here}`);
}

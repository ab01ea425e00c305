import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Every file of a folder with its bytes, but what installers and git keep. */
export function filesBelow(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) =>
    relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"),
  );
  return Object.fromEntries(
    paths
      .filter((path) => !/^(node_modules|\.git)\//.test(path))
      .sort()
      .map((path) => [path, readFileSync(join(folder, path)).toString("base64")]),
  );
}

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Config } from "@oclif/core";

/**
 * Writes `oclif.manifest.json` from the built commands, or with `--check` fails where the committed one is stale. Run
 * after a build.
 */
const root = dirname(import.meta.dirname);
const path = join(root, "oclif.manifest.json");

const config = await Config.load({ root, ignoreManifest: true });
const plugin = config.plugins.get(config.name);
if (plugin === undefined) throw new Error("oclif did not load the package");
const text = `${JSON.stringify(sorted(plugin.manifest), null, 2)}\n`;

if (!process.argv.includes("--check")) {
  writeFileSync(path, text);
  console.log(`Wrote oclif.manifest.json: ${Object.keys(plugin.manifest.commands).length} commands.`);
} else if (readFileSync(path, "utf8") !== text) {
  console.error('oclif.manifest.json is stale. Run "npm run build && npm run manifest" and commit it.');
  process.exitCode = 1;
} else {
  console.log("oclif.manifest.json is up to date.");
}

/** Objects by key, so that the file does not depend on the order in which files are found. Flags and args keep theirs. */
function sorted(manifest: typeof plugin.manifest): unknown {
  const commands = Object.entries(manifest.commands).sort(([a], [b]) => (a < b ? -1 : 1));
  return { commands: Object.fromEntries(commands), version: manifest.version };
}

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Plugin } from "@oclif/core";

/**
 * Writes `oclif.manifest.json` from the built commands, or with `--check` fails where the committed one is stale. Run
 * after a build.
 */
const root = dirname(import.meta.dirname);
const path = join(root, "oclif.manifest.json");

const plugin = new Plugin({ root, ignoreManifest: true, errorOnManifestCreate: true });
await plugin.load();
const { commands, version } = plugin.manifest;
// By id, so that the file does not depend on the order in which folders list their files.
const byId = Object.fromEntries(Object.entries(commands).sort(([a], [b]) => (a < b ? -1 : 1)));
const text = `${JSON.stringify({ commands: byId, version }, null, 2)}\n`;

if (!process.argv.includes("--check")) {
  writeFileSync(path, text);
  console.log(`Wrote oclif.manifest.json: ${Object.keys(commands).length} commands.`);
} else if (readFileSync(path, "utf8") !== text) {
  console.error('oclif.manifest.json is stale. Run "npm run build && npm run manifest" and commit it.');
  process.exitCode = 1;
} else {
  console.log("oclif.manifest.json is up to date.");
}

import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { AssetStaging } from "aws-cdk-lib/core";

/** Run as a process: for each line on stdin runs the project's app anew and writes the milliseconds it took. */
const project = process.argv[2] ?? ".";
const app = pathToFileURL(join(project, "infra/app.ts")).href;
process.chdir(project);
let turn = 0;
for await (const _line of createInterface({ input: process.stdin })) {
  // Files that changed must be hashed again.
  AssetStaging.clearAssetHashCache();
  const start = performance.now();
  await import(`${app}?turn=${turn++}`);
  process.stdout.write(`${performance.now() - start}\n`);
}

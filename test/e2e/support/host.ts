import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Runs one command line after the other in one process, for tests of many. Each message is a `HostedCommand`, each
 * answer what it printed and its exit code. Uses the built command line of this checkout.
 */
export interface HostedCommand {
  readonly words: readonly string[];
  readonly folder: string;
}

const root = join(import.meta.dirname, "../../..");
const { main } = await import(pathToFileURL(join(root, "dist/cli/main.js")).href);

// Each command listens for the end of its pipes, as if it were the only one.
for (const stream of [process.stdout, process.stderr]) stream.setMaxListeners(0);

process.on("message", async ({ words, folder }: HostedCommand) => {
  process.chdir(folder);
  process.exitCode = 0;
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    process[name].write = (chunk: string | Uint8Array) => {
      printed[name] += chunk.toString();
      return true;
    };
  }
  await main(root, words);
  process.send?.({ code: process.exitCode, ...printed });
  process.exitCode = 0;
});
process.on("disconnect", () => process.exit());
process.send?.("ready");

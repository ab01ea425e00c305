import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Config, settings } from "@oclif/core";
import { errorResult, exitCodeOf } from "./error-result.ts";
import { helpTopic } from "./help/help-topic.ts";
import type { ManifestCommand } from "./help/manifest.ts";
import { showHelp } from "./help/show-help.ts";
import { renderError } from "./render/error.ts";
import { styleFor } from "./style.ts";
import { unknownCommand } from "./unknown-command.ts";

/** Most words a command has: `tenant create`. */
const mostWords = 3;

/**
 * Finds the command that the arguments name and runs it. Sets the process's exit code.
 *
 * @param root folder of the Plinth package
 * @param argv arguments after the program's name
 * @param fromSources read commands from `src/commands` instead of the manifest
 */
export async function runCommand(root: string, argv: readonly string[], fromSources: boolean): Promise<void> {
  // What runs is built, or is TypeScript that Node itself understands: oclif has nothing to transpile.
  settings.enableAutoTranspile = false;
  try {
    const config = await loadConfig(root, fromSources);
    const topic = helpTopic(argv);
    if (topic !== null) {
      process.exitCode = showHelp(config.commands as unknown as ManifestCommand[], topic);
      return;
    }
    for (let words = Math.min(mostWords, argv.length); words > 0; words -= 1) {
      const command = config.findCommand(argv.slice(0, words).join(":"));
      if (command === undefined) continue;
      const Class = await command.load();
      await Class.run(argv.slice(words), config);
      return;
    }
    throw unknownCommand(argv, config.commandIDs);
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (argv.includes("--json")) process.stdout.write(`${JSON.stringify(errorResult(error), null, 2)}\n`);
    else process.stderr.write(renderError(error, styleFor(process.stderr), argv.includes("--debug")));
  }
}

async function loadConfig(root: string, fromSources: boolean): Promise<Config> {
  if (!fromSources) return Config.load({ root });
  const pjson = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  pjson.oclif.commands = "./src/commands";
  return Config.load({ root, pjson, ignoreManifest: true });
}

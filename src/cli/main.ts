import { helpTopic } from "./help/help-topic.ts";
import { readManifest } from "./help/manifest.ts";
import { survivePipes } from "./survive-pipes.ts";

export interface MainOptions {
  /** Commands are read from `src/commands` and the manifest is not used: for working on Plinth itself. */
  readonly fromSources?: boolean;
}

/**
 * The command line, from arguments to exit code. Imports only what the arguments call for: help needs the manifest and
 * a page of text, and only a real command loads oclif.
 *
 * @param root folder of the Plinth package
 * @param argv arguments after the program's name
 */
export async function main(root: string, argv: readonly string[], options: MainOptions = {}): Promise<void> {
  survivePipes();
  const topic = helpTopic(argv);
  if (topic !== null && options.fromSources !== true) {
    const { showHelp } = await import("./help/show-help.ts");
    process.exitCode = showHelp(readManifest(root), topic);
    return;
  }
  const { runCommand } = await import("./run-command.ts");
  await runCommand(root, argv, options.fromSources === true);
}

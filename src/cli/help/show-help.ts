import { exitCode } from "../../errors/user-error.ts";
import { renderError } from "../render/error.ts";
import { styleFor } from "../style.ts";
import { unknownCommand } from "../unknown-command.ts";
import { type ManifestCommand, visibleCommands } from "./manifest.ts";
import { renderCommandHelp } from "./render-command-help.ts";
import { renderOverview } from "./render-overview.ts";

/**
 * Prints the overview, a topic's commands, or one command's page to standard output.
 *
 * @param all every command
 * @param topic the words asked about; more words than a command has (its arguments) are ignored
 * @returns the exit code
 */
export function showHelp(all: readonly ManifestCommand[], topic: readonly string[]): number {
  const commands = visibleCommands(all);
  const style = styleFor(process.stdout);
  const width = Math.min(process.stdout.columns ?? 80, 100);
  if (topic.length === 0) {
    process.stdout.write(renderOverview(commands, style, width));
    return exitCode.done;
  }
  for (let words = topic.length; words > 0; words -= 1) {
    const id = topic.slice(0, words).join(":");
    const command = commands.find((candidate) => candidate.id === id);
    if (command !== undefined) {
      process.stdout.write(renderCommandHelp(command, style, width));
      return exitCode.done;
    }
    const below = commands.filter((candidate) => candidate.id.startsWith(`${id}:`));
    if (below.length > 0) {
      process.stdout.write(renderOverview(below, style, width));
      return exitCode.done;
    }
  }
  const error = unknownCommand(
    topic,
    commands.map((command) => command.id),
  );
  process.stderr.write(renderError(error, styleFor(process.stderr)));
  return error.exit;
}

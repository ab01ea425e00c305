import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../errors/user-error.ts";

/**
 * The folder of the project that a folder belongs to: itself or the nearest one above with a `plinth.config.ts`.
 *
 * @param start absolute path, usually where the command was typed
 * @throws UserError NOT_A_PROJECT
 */
export function findProject(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "plinth.config.ts"))) return folder;
    if (folder === dirname(folder)) break;
  }
  throw new UserError({
    code: "NOT_A_PROJECT",
    message: `There is no plinth.config.ts in ${start} or above it.`,
    remedy: 'Go into the project\'s folder, or make a new project with "plinth init".',
  });
}

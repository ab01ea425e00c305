import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";

/**
 * Where a local cloud keeps its state: the folder that was asked for, a project's own, or outside of projects the
 * user's.
 *
 * @param asked as typed; null: not asked for
 * @param cwd where the command was typed
 */
export function cloudStateFolder(
  asked: string | null,
  cwd: string,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  if (asked !== null) return resolve(cwd, asked);
  const project = projectAbove(cwd);
  return project === null ? join(userFolder(environment), "cloud") : join(project, ".plinth", "cloud");
}

function projectAbove(start: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "plinth.config.ts"))) return folder;
    if (folder === dirname(folder)) return null;
  }
}

/** As each system has it: https://specifications.freedesktop.org/basedir-spec/latest/ for Linux. */
function userFolder(environment: NodeJS.ProcessEnv): string {
  if (process.platform === "win32")
    return join(environment["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local"), "plinth");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", "plinth");
  return join(environment["XDG_STATE_HOME"] || join(homedir(), ".local", "state"), "plinth");
}

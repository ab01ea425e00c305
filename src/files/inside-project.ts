import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { Bug } from "../errors/bug.ts";
import { UserError } from "../errors/user-error.ts";

/**
 * Makes sure that a path stays in the project, also where folders on the way are symbolic links.
 *
 * @param root real, absolute path of the project
 * @param path relative to it
 */
export function assertInside(root: string, path: string): void {
  if (isAbsolute(path) || path.split(/[\\/]/).includes("..")) throw new Bug(`${path} leaves the project`);
  let folder = dirname(join(root, path));
  while (!existsSync(folder)) folder = dirname(folder);
  const way = relative(root, realpathSync(folder));
  if (way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way)) {
    throw new UserError({
      code: "LINK_LEAVES_PROJECT",
      message: `${path} lies behind a symbolic link that leaves the project.`,
      remedy: "Plinth writes inside the project only: replace the link with a real folder.",
    });
  }
}

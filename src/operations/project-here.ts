import { findProject } from "../project/find-project.ts";

/**
 * The project that the current folder belongs to.
 *
 * @throws UserError NOT_A_PROJECT
 */
export function projectHere(): string {
  return findProject(process.cwd());
}

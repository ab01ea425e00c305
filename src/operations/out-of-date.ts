import { UserError } from "../errors/user-error.ts";
import { refuseDrift } from "./generate/drift.ts";
import { planProject } from "./plan-project.ts";

/**
 * Whether generating would change anything, in words, or null where `infra/` is as it should be.
 *
 * @param project absolute path
 * @throws UserError where the definition is wrong
 */
export async function outOfDate(project: string): Promise<string | null> {
  try {
    refuseDrift(await planProject(project));
    return null;
  } catch (error) {
    if (error instanceof UserError && error.code === "OUT_OF_DATE") return error.message;
    throw error;
  }
}

import { applyChanges } from "../../../files/apply-changes.ts";
import { refuseHandEdits } from "../../generate/drift.ts";
import { planProject } from "../../plan-project.ts";
import type { Generated } from "./messages.ts";

/**
 * Brings `infra/` and the lock up to date with models and functions.
 *
 * @param project absolute path
 * @throws UserError where the definition is wrong, or a generated file was edited by hand
 */
export async function generateFiles(project: string): Promise<Generated> {
  const plan = await planProject(project);
  refuseHandEdits(plan);
  applyChanges(project, plan.changes);
  return { app: plan.backend.app, paths: plan.changes.map(({ path }) => path) };
}

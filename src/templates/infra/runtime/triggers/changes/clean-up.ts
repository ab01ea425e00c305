import { recordKey } from "../../data/keys.ts";
import type { CleanUpContext } from "./clean-up-context.ts";
import { cleanUpDependents } from "./clean-up-dependents.ts";
import type { CleanUpJob } from "./clean-up-job.ts";
import { cleanUpLinks } from "./clean-up-links.ts";

/**
 * Does what is left to do after a record is gone. Each step is idempotent, and a job that is done again begins with what is
 * still there.
 *
 * @returns whether everything is done
 */
export async function cleanUp(context: CleanUpContext, job: CleanUpJob): Promise<boolean> {
  const spec = context.models.get(job.model);
  if (spec === undefined) return true;
  // Clients may choose ids: somebody may have created the record anew, and what points to it now is in good order.
  const there = await context.tables.get(context.tableOf(spec), recordKey(job.prefix, spec, job.id));
  if (there !== null) return true;
  const dependents = spec.dependents.filter(
    ({ onDelete }) => onDelete === "cascade" || onDelete === "setNull",
  );
  for (const dependent of dependents) {
    if (!(await cleanUpDependents(context, job, dependent))) return false;
  }
  for (const link of spec.links) {
    if (!(await cleanUpLinks(context, job, link))) return false;
  }
  return true;
}

/** @returns whether a deleted record of the model can have left anything behind that a job has to clean up */
export function needsCleanUp({ models }: CleanUpContext, model: string): boolean {
  const { dependents = [], links = [] } = models.get(model) ?? {};
  return (
    links.length > 0 || dependents.some(({ onDelete }) => onDelete === "cascade" || onDelete === "setNull")
  );
}

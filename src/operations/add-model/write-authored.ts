import { againstArguments } from "../../authoring/project/against-arguments.ts";
import type { Origin } from "../../authoring/project/origins.ts";
import type { Backend } from "../../definition/ir.ts";
import { Cancelled } from "../../errors/cancelled.ts";
import { UserError } from "../../errors/user-error.ts";
import { applyChanges } from "../../files/apply-changes.ts";
import type { FileChange } from "../../files/file-change.ts";
import { renderDiff } from "../../files/render-diff.ts";
import { doStep, type OperationContext } from "../context.ts";
import { refuseHandEdits } from "../generate/drift.ts";
import { whatADeployDoes } from "../generate/what-a-deploy-does.ts";
import { type ProjectPlan, planProject } from "../plan-project.ts";

/** What was written (or would be), common to models and functions. Paths are relative to the project. */
export interface Authored {
  readonly dryRun: boolean;
  /** The user's own files. */
  readonly created: readonly string[];
  readonly edited: readonly string[];
  readonly generated: {
    readonly created: readonly string[];
    readonly updated: readonly string[];
    readonly pruned: readonly string[];
  };
  /** What the next deploy will do, in plain words. */
  readonly deploy: readonly string[];
  /** A unified diff of the user's own files, for a dry run; else null. */
  readonly diff: string | null;
}

/**
 * Checks changes of the user's files against the whole definition, generates, and writes everything in one go.
 *
 * @param own changes of the user's files, and which argument each piece of them stands for
 * @throws UserError where the definition would be wrong; nothing is written then
 */
export async function writeAuthored(
  project: string,
  own: { readonly changes: readonly FileChange[]; readonly origins: readonly Origin[] },
  dryRun: boolean,
  context: OperationContext,
): Promise<Authored & { readonly backend: Backend }> {
  const plan = await doStep(context, "check", async () => {
    const result = await planWith(project, own.changes, own.origins);
    refuseHandEdits(result);
    return { result, detail: null };
  });
  if (!dryRun) {
    await doStep(context, "write", async () => {
      if (context.signal.aborted) throw new Cancelled();
      const changes = [...own.changes, ...plan.changes];
      applyChanges(project, changes);
      return { result: undefined, detail: `${changes.length} files` };
    });
  }
  return {
    backend: plan.backend,
    dryRun,
    created: own.changes.filter(({ before }) => before === null).map(({ path }) => path),
    edited: own.changes.filter(({ before }) => before !== null).map(({ path }) => path),
    generated: { created: plan.created, updated: plan.updated, pruned: plan.pruned },
    deploy: whatADeployDoes(plan.backend, plan.locks),
    diff: dryRun ? renderDiff(own.changes) : null,
  };
}

async function planWith(
  project: string,
  changes: readonly FileChange[],
  origins: readonly Origin[],
): Promise<ProjectPlan> {
  try {
    return await planProject(project, changes);
  } catch (error) {
    throw error instanceof UserError && error.problems.length > 0
      ? await againstArguments(error, origins, changes)
      : error;
  }
}

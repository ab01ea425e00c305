import { applyChanges } from "../files/apply-changes.ts";
import { doStep, type OperationContext } from "./context.ts";
import { count } from "./generate/count.ts";
import { refuseDrift, refuseHandEdits } from "./generate/drift.ts";
import { whatADeployDoes } from "./generate/what-a-deploy-does.ts";
import { type ProjectPlan, planProject } from "./plan-project.ts";

export interface GenerateInput {
  /** Absolute path of the project. */
  readonly project: string;
  /** Write nothing; fail where something would be written. */
  readonly check: boolean;
  /** Overwrite and prune generated files also where a person edited them. */
  readonly force: boolean;
}

export interface GenerateResult {
  readonly models: number;
  readonly functions: number;
  /** Paths relative to the project. */
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly pruned: readonly string[];
  readonly unchanged: number;
  /** What deploying the lock's changes will do, in plain words; empty where the lock stays as it is. */
  readonly deploy: readonly string[];
}

/**
 * Brings `infra/` and the lock up to date with models and functions.
 *
 * @throws UserError where the definition is wrong, a generated file was edited by hand, or (with `check`) anything differs
 */
export async function generate(input: GenerateInput, context: OperationContext): Promise<GenerateResult> {
  return doStep(context, input.check ? "check" : "generate", async () => {
    const plan = await planProject(input.project);
    if (!input.force) refuseHandEdits(plan);
    if (input.check) refuseDrift(plan);
    else applyChanges(input.project, plan.changes);
    const result = {
      models: plan.backend.models.length,
      functions: plan.backend.functions.length,
      created: plan.created,
      updated: plan.updated,
      pruned: plan.pruned,
      unchanged: plan.unchanged.length,
      deploy: newsOf(plan),
    };
    return { result, detail: count(result.models, "model") };
  });
}

/** The first sentence says that nothing changes in the tables; alone it is no news. */
function newsOf({ backend, locks }: ProjectPlan): readonly string[] {
  const sentences = whatADeployDoes(backend, locks);
  return sentences.length > 1 ? sentences : [];
}

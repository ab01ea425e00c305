import { join } from "node:path";
import type { StageOutputs } from "../deploy/client/read-outputs.ts";
import type { DeployPlan } from "../deploy/plan/deploy-plan.ts";

export type { StageOutputs } from "../deploy/client/read-outputs.ts";
export type { BackendChange } from "../deploy/plan/compare-backends.ts";
export type { Danger } from "../deploy/plan/danger.ts";
export type { DeployPlan } from "../deploy/plan/deploy-plan.ts";

import { doStep, type OperationContext } from "./context.ts";
import { deployAssembly } from "./deploy/deploy-assembly.ts";
import { clientFile, writeClient } from "./deploy/write-client.ts";
import { withStage } from "./stage/with-stage.ts";
import { synth } from "./synth.ts";

export interface DeployInput {
  /** Absolute path of the project. */
  readonly project: string;
  readonly stage: string;
  /** Leave out the CDK's validation of the templates. */
  readonly fast: boolean;
  /** Changes that may lose data, by their ids. */
  readonly accept: readonly string[];
  /** Only plan. */
  readonly dryRun: boolean;
  /** Is the plan to be carried out? Not asked where it does nothing. */
  confirm(plan: DeployPlan, isProtected: boolean): Promise<boolean>;
}

export interface DeployResult {
  readonly stage: string;
  readonly plan: DeployPlan;
  /** False: everything was there already. */
  readonly changed: boolean;
  /** Null: nothing is deployed, or it was only planned. */
  readonly outputs: StageOutputs | null;
  /** The file for the project's apps, relative to it. */
  readonly client: string | null;
  /** The cloud that it was deployed to ends with the command; its state stays. */
  readonly temporary: boolean;
  readonly milliseconds: number;
}

/**
 * Deploys a project to a stage: synthesizes, plans, and carries the plan out.
 *
 * @throws UserError where infra/ is out of date, data would be lost, or CloudFormation fails
 */
export async function deploy(input: DeployInput, context: OperationContext): Promise<DeployResult> {
  const start = performance.now();
  const assembly = join(input.project, ".plinth", "assembly", input.stage);
  // The one waits for a child process, the other for the network.
  const synthesized = synth(
    { project: input.project, stage: input.stage, out: assembly, fast: input.fast },
    context,
  );
  synthesized.catch(() => {});
  return withStage(input, context, async (stage) => {
    await synthesized;
    const plan = await deployAssembly(
      {
        stage,
        assembly,
        accept: input.accept,
        dryRun: input.dryRun,
        confirm: (plan) => input.confirm(plan, stage.protected),
      },
      context,
    );
    if (input.dryRun) return result(plan, null, stage.temporary);
    const outputs = await doStep(context, "client", async () => ({
      result: await writeClient(input.project, stage),
      detail: clientFile,
    }));
    return result(plan, outputs, stage.temporary);
  });

  function result(plan: DeployPlan, outputs: StageOutputs | null, temporary: boolean): DeployResult {
    return {
      stage: input.stage,
      plan,
      changed: !input.dryRun && plan.stacks.length > 0,
      outputs,
      client: outputs === null ? null : clientFile,
      temporary,
      milliseconds: Math.round(performance.now() - start),
    };
  }
}

import { Cancelled } from "../errors/cancelled.ts";
import { UserError } from "../errors/user-error.ts";
import { doStep, type OperationContext } from "./context.ts";
import { count } from "./generate/count.ts";
import { refuseDrift, refuseHandEdits } from "./generate/drift.ts";
import { planProject } from "./plan-project.ts";
import { newAssembly } from "./synth/assembly-folder.ts";
import { readCdkSettings } from "./synth/cdk-settings.ts";
import { readAssembly, type SynthesizedStack } from "./synth/read-assembly.ts";
import { runApp } from "./synth/run-app.ts";

export interface SynthInput {
  /** Absolute path of the project. */
  readonly project: string;
  /** Null: the first stage of plinth.config.ts. */
  readonly stage: string | null;
  /** Absolute path of the cloud assembly. */
  readonly out: string;
  /** Leave out the CDK's validation of the templates. */
  readonly fast: boolean;
}

export interface SynthResult {
  readonly stage: string;
  readonly out: string;
  readonly stacks: readonly SynthesizedStack[];
  readonly resources: number;
  readonly milliseconds: number;
}

/**
 * Runs the project's CDK app into a cloud assembly, after making sure that `infra/` is what models and functions say. The
 * two go on at the same time, and the assembly takes its place only when both are well: a failed synth leaves the one
 * before.
 *
 * @throws UserError where infra/ is out of date, the stage is unknown, or the app fails
 */
export async function synth(input: SynthInput, context: OperationContext): Promise<SynthResult> {
  return doStep(context, "synthesize", async () => {
    const start = performance.now();
    const settings = readCdkSettings(input.project, input.stage === null ? {} : { stage: input.stage });
    const assembly = newAssembly(input.out);
    const stop = new AbortController();
    const signal = AbortSignal.any([context.signal, stop.signal]);
    const running = runApp(input.project, settings, assembly.folder, input.fast, signal);
    // What the check finds matters more: an app that fails too most likely fails for the same reason.
    running.catch(() => {});
    try {
      const stage = await check(input);
      await running;
      if (context.signal.aborted) throw new Cancelled("Cancelled. The last assembly is untouched.");
      const stacks = readAssembly(assembly.folder);
      assembly.replace();
      const resources = stacks.reduce((sum, stack) => sum + stack.resources, 0);
      const milliseconds = Math.round(performance.now() - start);
      const result = { stage, out: input.out, stacks, resources, milliseconds };
      return { result, detail: `${count(stacks.length, "stack")}, ${count(resources, "resource")}` };
    } catch (error) {
      stop.abort();
      await running.catch(() => {});
      assembly.discard();
      throw error;
    }
  });
}

/** @returns the stage's name */
async function check(input: SynthInput): Promise<string> {
  const plan = await planProject(input.project);
  const stages = plan.backend.app.stages.map(({ name }) => name);
  const stage = input.stage ?? stages[0] ?? "";
  if (!stages.includes(stage)) {
    throw new UserError({
      code: "UNKNOWN_STAGE",
      message: `There is no stage ${JSON.stringify(stage.slice(0, 60))} in plinth.config.ts.`,
      remedy: `The stages are: ${stages.join(", ")}.`,
    });
  }
  refuseHandEdits(plan);
  refuseDrift(plan);
  return stage;
}

import { join } from "node:path";
import type { App } from "../../definition/ir.ts";
import type { BackendChange } from "../../deploy/plan/compare-backends.ts";
import { UserError } from "../../errors/user-error.ts";
import type { OperationContext } from "../context.ts";
import { deployAssembly } from "../deploy/deploy-assembly.ts";
import { writeClient } from "../deploy/write-client.ts";
import type { StageOutputs } from "../deploy.ts";
import type { Stage } from "../stage/stage.ts";
import { newAssembly } from "../synth/assembly-folder.ts";
import { readCdkSettings } from "../synth/cdk-settings.ts";
import type { WarmApp } from "../synth/warm/warm-app.ts";
import type { DevCloud } from "./dev-cloud.ts";
import type { PublishedAssets } from "./published-assets.ts";

export interface ReloadInput {
  /** Absolute path. */
  readonly project: string;
  readonly app: WarmApp;
  readonly cloud: Promise<DevCloud>;
  readonly assets: PublishedAssets;
  /** Changes that may lose data, by their ids. */
  readonly accept: readonly string[];
  /** Told which files generating has written or removed, relative to the project. */
  onGenerated(paths: readonly string[]): void;
}

export interface Reloaded {
  /** Something was deployed. */
  readonly changed: boolean;
  readonly changes: readonly BackendChange[];
  readonly outputs: StageOutputs;
  readonly stage: Stage;
}

/** The same folder as that of `plinth deploy`, which gives the same. */
export const localAssembly = (project: string) => join(project, ".plinth", "assembly", "local");

/**
 * Brings the stage `local` to what the project's files say: generates, runs the CDK app, and deploys as `plinth deploy`
 * does.
 *
 * @throws UserError with what is wrong and where; what was deployed before goes on
 */
export async function reload(input: ReloadInput, context: OperationContext): Promise<Reloaded> {
  const { project } = input;
  const generated = await input.app.generate(context.signal);
  input.onGenerated(generated.paths);

  const out = localAssembly(project);
  const assembly = newAssembly(out);
  let stage: Stage;
  try {
    await input.app.run(readCdkSettings(project, { stage: "local" }), assembly.folder, context.signal);
    stage = stageOf(generated.app, await input.cloud);
    context.signal.throwIfAborted();
    // While the old assembly is still there: it alone says what was published for it, in another session too.
    input.assets.note(stage);
    assembly.replace();
  } catch (error) {
    assembly.discard();
    throw error;
  }

  const deployed = await deployAssembly(
    { stage, assembly: out, accept: input.accept, dryRun: false, confirm: async () => true },
    context,
  );
  const outputs = await writeClient(project, stage);
  if (outputs === null) throw new Error(`Nothing is deployed as ${stage.prefix}.`);
  return {
    changed: deployed.stacks.length > 0,
    changes: deployed.changes,
    outputs,
    stage,
  };
}

/** @throws UserError OTHER_REGION where plinth.config.ts names another one than the cloud that runs */
export function stageOf(app: App, { connection, accountId }: DevCloud): Stage {
  if (app.region !== connection.region) {
    throw new UserError({
      code: "OTHER_REGION",
      message: `The local cloud that is running is in ${connection.region}; plinth.config.ts says ${app.region}.`,
      remedy: "End plinth dev and start it again: the cloud then is in the new region.",
      problems: [],
    });
  }
  const prefix = `${app.name}-local`;
  return {
    app,
    name: "local",
    prefix,
    protected: false,
    account: accountId,
    connection,
    temporary: false,
  };
}

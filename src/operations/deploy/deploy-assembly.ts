import { publishAssets } from "../../deploy/assembly/publish-assets.ts";
import { readStacks } from "../../deploy/assembly/read-stacks.ts";
import { bootstrap } from "../../deploy/bootstrap/bootstrap.ts";
import { isBootstrapped } from "../../deploy/bootstrap/bootstrap-version.ts";
import { type Connections, openConnections } from "../../deploy/connections.ts";
import { computeChanges, deployStack, dropChanges, type StackWork } from "../../deploy/deploy-stacks.ts";
import { resourceDanger } from "../../deploy/plan/danger.ts";
import type { DeployPlan } from "../../deploy/plan/deploy-plan.ts";
import { findDeployed } from "../../deploy/plan/deployed-stack.ts";
import { countResources, describeWork } from "../../deploy/plan/describe-work.ts";
import { resourceDangers } from "../../deploy/plan/resource-dangers.ts";
import type { ChangeSet } from "../../deploy/stack/prepare-change-set.ts";
import { Cancelled } from "../../errors/cancelled.ts";
import { bootstrapTemplate } from "../../files/bootstrap-template.ts";
import { doStep, type OperationContext } from "../context.ts";
import { count } from "../generate/count.ts";
import type { Stage } from "../stage/stage.ts";
import { refuseDangers } from "./refuse-dangers.ts";

export interface DeployAssemblyInput {
  readonly stage: Stage;
  /** Absolute path of the cloud assembly. */
  readonly assembly: string;
  /** Changes that may lose data, by their ids: `remove-field:Invoice.note`. */
  readonly accept: readonly string[];
  /** Only plan. */
  readonly dryRun: boolean;
  /** Is the plan to be carried out? Not asked where it does nothing, or where something is refused. */
  confirm(plan: DeployPlan): Promise<boolean>;
}

/**
 * Deploys an assembly to a stage: finds out what changes, refuses to lose anything that was not accepted, publishes,
 * and lets CloudFormation change one stack after the other. Done again, it does nothing; interrupted, it is done again.
 *
 * @returns what was done
 * @throws UserError DATA_LOSS; DEPLOYMENT_FAILED where CloudFormation failed, and rolled back
 */
export async function deployAssembly(
  input: DeployAssemblyInput,
  context: OperationContext,
): Promise<DeployPlan> {
  const connections = openConnections(input.stage.connection);
  const prepared = new Map<StackWork, ChangeSet | null>();
  try {
    return await run(input, connections, prepared, context);
  } finally {
    await Promise.allSettled(
      [...prepared].map(([work, changeSet]) =>
        changeSet === null ? null : dropChanges(connections, work, changeSet),
      ),
    );
    connections.close();
  }
}

/** @param prepared change sets that were made and not carried out */
async function run(
  { stage, assembly, accept, dryRun, confirm }: DeployAssemblyInput,
  connections: Connections,
  prepared: Map<StackWork, ChangeSet | null>,
  context: OperationContext,
): Promise<DeployPlan> {
  const { connection, account } = stage;
  const { signal } = context;
  const stacks = readStacks(assembly, { account, region: connection.region });
  const accepted = new Set(accept);
  const publish = (works: readonly StackWork[]) =>
    doStep(context, "publish", async (progress) => {
      const assets = works.flatMap((work) => work.stack.wanted.assets);
      const onProgress = (done: number) => progress(`${done} of ${assets.length}`);
      const uploaded = await publishAssets(connections, assets, { signal, onProgress });
      return { result: null, detail: uploaded === 0 ? "all there" : count(uploaded, "upload") };
    });

  const { works, plan, ready } = await doStep(context, "plan", async (progress) => {
    const options = { signal, onProgress: progress };
    const deployed = await Promise.all(stacks.map((stack) => findDeployed(connection, stack, options)));
    const ready = deployed.some(({ unchanged }) => !unchanged) ? await isBootstrapped(connection) : true;
    const described = await describeWork(connection, deployed, {
      names: { app: stage.app.name, stage: stage.name },
      accept: accepted,
      ...options,
    });
    const plan = {
      stage: stage.name,
      account,
      region: connection.region,
      bootstrap: !ready,
      ...described.plan,
    };
    return {
      result: { ...described, plan, ready },
      detail: plan.stacks.length === 0 ? "nothing changes" : null,
    };
  });
  if (works.length === 0) return plan;
  refuseDangers(plan.dangers);
  if (dryRun) return plan;

  if (ready) await publish(works);
  // A stack that is new, or stands on one that changes, can only be computed when its turn has come.
  const [first] = works;
  if (ready && first !== undefined && first.stack.current !== null) {
    prepared.set(first, await computeChanges(connections, first, signal));
    refuseReplacements(prepared.get(first) ?? null, accepted);
  }
  if (!(await confirm(plan))) throw new Cancelled("Nothing was deployed.");

  if (!ready) {
    await doStep(context, "bootstrap", async (progress) => {
      await bootstrap(connection, bootstrapTemplate(), { signal, onProgress: progress });
      return { result: null, detail: null };
    });
    await publish(works);
  }
  for (const work of works) {
    await doStep(context, `deploy ${work.stack.wanted.name}`, async (progress) => {
      const changeSet = prepared.has(work)
        ? (prepared.get(work) ?? null)
        : await computeChanges(connections, work, signal);
      prepared.set(work, changeSet);
      refuseReplacements(changeSet, accepted);
      const total = countResources(work);
      const done = new Set<string>();
      const onEvent = ({
        logicalId,
        stackId,
        status,
        type,
      }: {
        logicalId: string;
        stackId: string;
        status: string;
        type: string;
      }) => {
        if (status.endsWith("_COMPLETE") && type !== "AWS::CloudFormation::Stack")
          done.add(`${stackId}/${logicalId}`);
        progress(`${done.size} of ${total}, ${logicalId}`);
      };
      await deployStack(connections, work, changeSet, { signal, onEvent }).catch((error: unknown) => {
        throw signal.aborted ? begun(work.stack.wanted.name) : error;
      });
      prepared.delete(work);
      return { result: null, detail: changeSet === null ? "nothing to do" : count(done.size, "resource") };
    });
  }
  return plan;
}

function begun(stack: string): Cancelled {
  const then = "Deploy again to see how it ends, and to go on from there.";
  return new Cancelled(`Cancelled. CloudFormation goes on with what it began to do to ${stack}. ${then}`);
}

function refuseReplacements(changeSet: ChangeSet | null, accepted: ReadonlySet<string>): void {
  const dangers = resourceDangers(changeSet?.changes ?? []);
  refuseDangers(dangers.map((danger) => resourceDanger(danger, accepted.has(danger.id))));
}

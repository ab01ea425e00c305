import type { StackEvent } from "../../aws/cloudformation/list-stack-events.ts";
import { publishAssets } from "../../deploy/assembly/publish-assets.ts";
import { readStacks } from "../../deploy/assembly/read-stacks.ts";
import { bootstrap } from "../../deploy/bootstrap/bootstrap.ts";
import { isBootstrapped } from "../../deploy/bootstrap/bootstrap-version.ts";
import { type Connections, openConnections } from "../../deploy/connections.ts";
import { computeChanges, deployStack, dropChanges, type StackWork } from "../../deploy/deploy-stacks.ts";
import { resourceDanger } from "../../deploy/plan/danger.ts";
import type { DeployPlan } from "../../deploy/plan/deploy-plan.ts";
import { findDeployed } from "../../deploy/plan/deployed-stack.ts";
import { countResources, describeWork, type Work } from "../../deploy/plan/describe-work.ts";
import { resourceDangers } from "../../deploy/plan/resource-dangers.ts";
import type { ChangeSet } from "../../deploy/stack/prepare-change-set.ts";
import { Cancelled } from "../../errors/cancelled.ts";
import { bootstrapTemplate } from "../../files/bootstrap-template.ts";
import { doStep, type OperationContext } from "../context.ts";
import { count } from "../generate/count.ts";
import type { Stage } from "../stage/stage.ts";
import { fillLookups, prepareLookups } from "./fill-lookups.ts";
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
  const { signal } = context;
  const accepted = new Set(accept);
  const { works, after, plan } = await makePlan(stage, assembly, accepted, context);
  refuseDangers(plan.dangers);
  if (dryRun) return plan;
  if (works.length > 0) {
    if (!plan.bootstrap) await publish(connections, works, context);
    // A stack that is new, or stands on one that changes, can only be computed when its turn has come.
    const [first] = works;
    if (!plan.bootstrap && first !== undefined && first.stack.current !== null) {
      prepared.set(first, await computeChanges(connections, first, signal));
      refuseReplacements(prepared.get(first) ?? null, accepted);
    }
    if (!(await confirm(plan))) throw new Cancelled("Nothing was deployed.");
    if (plan.bootstrap) {
      await doStep(context, "bootstrap", async (progress) => {
        await bootstrap(stage.connection, bootstrapTemplate(), { signal, onProgress: progress });
        return { result: null, detail: null };
      });
      await publish(connections, works, context);
    }
    if (after !== null) await prepareLookups(stage, plan, after, signal);
    for (const work of works) {
      const changeSet =
        prepared.get(work) ?? (prepared.has(work) ? null : await computeChanges(connections, work, signal));
      prepared.set(work, changeSet);
      refuseReplacements(changeSet, accepted);
      await deployOne(connections, work, changeSet, context);
      prepared.delete(work);
    }
  }
  if (after !== null) await fillLookups(stage, after, context);
  return plan;
}

async function makePlan(
  stage: Stage,
  assembly: string,
  accept: ReadonlySet<string>,
  context: OperationContext,
): Promise<Work & { readonly plan: DeployPlan }> {
  const { connection, account, app, name } = stage;
  const { region } = connection;
  return doStep(context, "plan", async (progress) => {
    const options = { signal: context.signal, onProgress: progress };
    const stacks = readStacks(assembly, { account, region });
    const deployed = await Promise.all(stacks.map((stack) => findDeployed(connection, stack, options)));
    const changes = deployed.some(({ unchanged }) => !unchanged);
    const names = { app: app.name, stage: name };
    const work = await describeWork(connection, deployed, { names, accept, ...options });
    const needsBootstrap = changes && !(await isBootstrapped(connection));
    const plan = { stage: name, account, region, bootstrap: needsBootstrap, ...work.plan };
    return { result: { ...work, plan }, detail: changes ? null : "nothing changes" };
  });
}

async function publish(
  connections: Connections,
  works: readonly StackWork[],
  context: OperationContext,
): Promise<void> {
  await doStep(context, "publish", async (progress) => {
    const assets = works.flatMap((work) => work.stack.wanted.assets);
    const onProgress = (done: number) => progress(`${done} of ${assets.length}`);
    const uploaded = await publishAssets(connections, assets, { signal: context.signal, onProgress });
    return { result: null, detail: uploaded === 0 ? "all there" : count(uploaded, "upload") };
  });
}

async function deployOne(
  connections: Connections,
  work: StackWork,
  changeSet: ChangeSet | null,
  context: OperationContext,
): Promise<void> {
  const { signal } = context;
  const { name } = work.stack.wanted;
  await doStep(context, `deploy ${name}`, async (progress) => {
    const total = countResources(work);
    const done = new Set<string>();
    const onEvent = ({ logicalId, stackId, status, type }: StackEvent) => {
      const ended = status.endsWith("_COMPLETE") && type !== "AWS::CloudFormation::Stack";
      if (ended) done.add(`${stackId}/${logicalId}`);
      progress(`${done.size} of ${total}, ${logicalId}`);
    };
    await deployStack(connections, work, changeSet, { signal, onEvent }).catch((error: unknown) => {
      throw signal.aborted ? begun(name) : error;
    });
    return { result: null, detail: changeSet === null ? "nothing to do" : count(done.size, "resource") };
  });
}

function begun(stack: string): Cancelled {
  const then = "Deploy again to see how it ends, and to go on from there.";
  return new Cancelled(`Cancelled. CloudFormation goes on with what it began to do to ${stack}. ${then}`);
}

function refuseReplacements(changeSet: ChangeSet | null, accepted: ReadonlySet<string>): void {
  const dangers = resourceDangers(changeSet?.changes ?? []);
  refuseDangers(dangers.map((danger) => resourceDanger(danger, accepted.has(danger.id))));
}

import { deleteLogGroup } from "../aws/cloudwatch-logs/delete-log-group.ts";
import { deleteParameters } from "../aws/ssm/delete-parameters.ts";
import { loadApp } from "../definition/load-app.ts";
import { partitionOf } from "../deploy/assembly/placeholders.ts";
import { openConnections } from "../deploy/connections.ts";
import { countLosses, type Losses } from "../deploy/destroy/count-losses.ts";
import { removeData } from "../deploy/destroy/remove-data.ts";
import { removeStack } from "../deploy/destroy/remove-stack.ts";
import { type StageInventory, takeInventory } from "../deploy/destroy/stage-inventory.ts";
import { Cancelled } from "../errors/cancelled.ts";
import { exitCode, UserError } from "../errors/user-error.ts";
import { doStep, type OperationContext } from "./context.ts";
import { count } from "./generate/count.ts";
import type { Stage } from "./stage/stage.ts";
import { withStage } from "./stage/with-stage.ts";

export type { Losses } from "../deploy/destroy/count-losses.ts";

export interface DestroyInput {
  /** Absolute path of the project. */
  readonly project: string;
  readonly stage: string;
  /** Delete what serves, and keep what people have put in. */
  readonly keepData: boolean;
  /** Is the plan to be carried out? Not asked where there is nothing to destroy. */
  confirm(plan: DestroyPlan): Promise<boolean>;
}

/** What is deleted, and what of it nobody can bring back. */
export interface DestroyPlan {
  readonly stage: string;
  /** What has to be typed to have it destroyed: `acme-dev`. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Names of the stacks, in the order in which they go. */
  readonly stacks: readonly string[];
  readonly resources: number;
  /** What people have put in: it is lost, or kept. */
  readonly data: Losses;
  /** Tables, user pools, buckets by their names in AWS: what holds that data. */
  readonly holders: readonly string[];
  readonly keepData: boolean;
}

export interface DestroyResult {
  readonly stage: string;
  readonly plan: DestroyPlan;
  /** False: there was nothing. */
  readonly destroyed: boolean;
  /** What is still there and costs money: with `keepData` the holders of data. */
  readonly remaining: readonly string[];
  readonly milliseconds: number;
}

/**
 * Deletes a stage: what serves first, then the data, then the stack that knows what belongs to it. That stack goes last,
 * so that an interrupted destruction finds everything again.
 *
 * @throws UserError PROTECTED for a protected stage; STACK_NOT_DELETED; Cancelled where the plan is not confirmed
 */
export async function destroy(input: DestroyInput, context: OperationContext): Promise<DestroyResult> {
  const start = performance.now();
  // Said before anything else is asked for, credentials too.
  const { stages } = await loadApp(input.project);
  if (stages.some((stage) => stage.name === input.stage && stage.protected)) throw isProtected(input.stage);
  return withStage(input, context, async (stage) => {
    const { inventory, plan } = await makePlan(stage, input.keepData, context);
    const nothing = plan.stacks.length === 0 && plan.data.secrets === 0;
    if (!nothing) {
      if (!(await input.confirm(plan))) throw new Cancelled("Nothing was deleted.");
      await carryOut(stage, inventory, input.keepData, context).catch((error: unknown) => {
        throw context.signal.aborted ? new Cancelled(goesOn) : error;
      });
    }
    return {
      stage: stage.name,
      plan,
      destroyed: !nothing,
      remaining: input.keepData ? plan.holders : [],
      milliseconds: Math.round(performance.now() - start),
    };
  });
}

const goesOn =
  "Cancelled. CloudFormation goes on with what it began. Run the same command again to see the rest deleted.";

async function makePlan(
  stage: Stage,
  keepData: boolean,
  context: OperationContext,
): Promise<{ readonly inventory: StageInventory; readonly plan: DestroyPlan }> {
  const { connection, account, app, name, prefix } = stage;
  return doStep(context, "count", async () => {
    const inventory = await takeInventory(connection, { app: app.name, stage: name, prefix });
    const data = await countLosses(connection, inventory, context.signal);
    const { stacks, resources, tables, userPools, buckets, secrets } = inventory;
    const plan: DestroyPlan = {
      stage: name,
      name: prefix,
      account,
      region: connection.region,
      stacks: stacks.map((stack) => stack.name),
      resources,
      data,
      holders: [...tables, ...userPools, ...buckets, ...secrets],
      keepData,
    };
    return { result: { inventory, plan }, detail: null };
  });
}

async function carryOut(
  { connection, account }: Stage,
  inventory: StageInventory,
  keepData: boolean,
  context: OperationContext,
): Promise<void> {
  const { signal } = context;
  const connections = openConnections(connection);
  const [foundation] = inventory.stacks.filter((stack) => stack.name.endsWith("-foundation"));
  const service = inventory.stacks.filter((stack) => stack !== foundation);
  const remove = (stack: string) =>
    doStep(context, `delete ${stack}`, async (progress) => {
      const gone = new Set<string>();
      await removeStack(await connections.as(deployRole(account, connection.region)), stack, {
        signal,
        onEvent({ stackId, logicalId, status }) {
          if (status === "DELETE_COMPLETE") gone.add(`${stackId}/${logicalId}`);
          progress(`${gone.size} of ${inventory.resources}, ${logicalId}`);
        },
      });
      return { result: null, detail: null };
    });
  try {
    for (const stack of service) await remove(stack.name);
    if (!keepData) {
      await doStep(context, "delete data", async (progress) => {
        await removeData(connection, inventory, { signal, onProgress: progress });
        return { result: null, detail: count(inventory.tables.length, "table") };
      });
    }
    if (foundation !== undefined) await remove(foundation.name);
    await doStep(context, "delete leftovers", async () => {
      for (const group of inventory.logGroups) await deleteLogGroup(connection, group);
      if (!keepData) await deleteParameters(connection, inventory.secrets);
      return { result: null, detail: null };
    });
  } finally {
    connections.close();
  }
}

/** The bootstrap stack's role for those who may deploy; whoever may not take it acts by their own permissions. */
function deployRole(account: string, region: string): string {
  return `arn:${partitionOf(region)}:iam::${account}:role/cdk-hnb659fds-deploy-role-${account}-${region}`;
}

function isProtected(name: string): UserError {
  return new UserError({
    code: "PROTECTED",
    message: `The stage "${name}" is protected.`,
    remedy: `Take "protected: true" of ${name} out of plinth.config.ts, then run this again.`,
    exit: exitCode.refused,
  });
}

import { describeStack } from "../aws/cloudformation/describe-stack.ts";
import { isDenied } from "../aws/explain-aws-error.ts";
import { backfillStatus, type OpenBackfill } from "../deploy/backfill/registry.ts";
import { readOutputs, type StageOutputs } from "../deploy/client/read-outputs.ts";
import { type StageHealth, stageHealth } from "../deploy/status/stage-health.ts";
import { UserError } from "../errors/user-error.ts";
import type { OperationContext } from "./context.ts";
import { outOfDate } from "./out-of-date.ts";
import { type StageInput, withStage } from "./stage/with-stage.ts";

export type { StageHealth } from "../deploy/status/stage-health.ts";

export interface StackStatus {
  readonly name: string;
  /** As CloudFormation words it: `UPDATE_COMPLETE`. */
  readonly status: string;
  readonly reason: string | null;
}

export interface StatusResult {
  readonly stage: string;
  /** `acme-dev`. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly protected: boolean;
  /** Both stacks are there and whole. */
  readonly deployed: boolean;
  /** Those that are there. */
  readonly stacks: readonly StackStatus[];
  /** ISO 8601: when something was deployed last; null: never. */
  readonly deployedAt: string | null;
  readonly outputs: StageOutputs | null;
  /** Indexes that are building, unique constraints that do not hold yet for every record. */
  readonly building: readonly OpenBackfill[];
  /** Null where nothing is deployed, or the credentials may not read it. */
  readonly health: StageHealth | null;
  /** Why `infra/` is not what the project says; null: it is. */
  readonly outOfDate: string | null;
  /** The stage's cloud runs only as long as this command. */
  readonly temporary: boolean;
}

/** How a stage is: its stacks, addresses, what is building, what went wrong in the last hour, and the project's `infra/`. */
export async function status(input: StageInput, context: OperationContext): Promise<StatusResult> {
  return withStage(input, context, async (stage) => {
    const { connection, app, name, prefix, account } = stage;
    const names = [`${prefix}-foundation`, `${prefix}-service`];
    const [found, outputs, drift] = await Promise.all([
      Promise.all(names.map((stack) => describeStack(connection, stack))),
      readOutputs(connection, { app: app.name, stage: name, account }),
      whyOutOfDate(input.project),
    ]);
    const stacks = found.filter((stack) => stack !== null);
    const [building, health] = await Promise.all([
      outputs?.table ? backfillStatus(connection, outputs.table) : [],
      stacks.length === 0
        ? null
        : stageHealth(connection, names, prefix, outputs?.apiId ?? null).catch((error: unknown) => {
            if (!isDenied(error)) throw error;
            const message = "These credentials may not read CloudWatch: nothing is known of the last hour.";
            context.report({ kind: "warning", message });
            return null;
          }),
    ]);
    const times = stacks.flatMap(({ changedAt }) => changedAt ?? []).toSorted();
    return {
      stage: name,
      name: prefix,
      account,
      region: connection.region,
      protected: stage.protected,
      deployed: stacks.filter(({ status: now }) => isWhole(now)).length === names.length,
      stacks: stacks.map(({ name: stack, status: now, statusReason }) => ({
        name: stack,
        status: now,
        reason: statusReason,
      })),
      deployedAt: times.at(-1) ?? null,
      outputs,
      building,
      health,
      outOfDate: drift,
      temporary: stage.temporary,
    };
  });
}

/** After a roll-back, what was there before serves. */
function isWhole(now: string): boolean {
  return /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT)_COMPLETE$/.test(now);
}

/** A project that does not load has its own problem; its stage can be looked at all the same. */
async function whyOutOfDate(project: string): Promise<string | null> {
  try {
    return await outOfDate(project);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

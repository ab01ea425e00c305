import { asRole } from "../../kernel/callers.ts";
import { type Delivery, deliveries } from "../../kernel/deliveries.ts";
import { poller } from "../../kernel/poller.ts";
import type { WireError } from "../../kernel/wire-error.ts";
import { parseSchedule } from "../../schedules/schedule-expression.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Schedule } from "./state.ts";
import { callOf } from "./target.ts";

/** Lets schedules fire when they are due. */
export interface Clockwork {
  start(): void;
  stop(): Promise<void>;
}

/** One firing of one schedule. */
interface Firing {
  readonly scheduleArn: string;
  readonly groupArn: string;
  readonly target: Schedule["target"];
  readonly executionId: string;
  /** ISO 8601, to the second. */
  readonly scheduledTime: string;
}

const principal = "scheduler.amazonaws.com";
const roundMilliseconds = 500;

export function clockwork(scheduler: Scheduler): Clockwork {
  const { state, context } = scheduler;
  const firings = deliveries<Firing>("scheduler.firings", context, { attempt: fire, giveUp: bury });
  let lookedAt = 0;
  /** When each schedule that was looked at had been written, by key. */
  let seen = new Map<string, number>();
  const rounds = poller(roundMilliseconds, round, (error) => context.log(`scheduler: ${String(error)}`));

  /** What fell due since the last look fires once; what fell due while the cloud was stopped does not fire. */
  function round(): void {
    const now = context.clock.now();
    const all = state.schedules.list();
    const before = seen;
    seen = writtenAt(all);
    for (const { key, value: schedule } of all) {
      if (schedule.state === "DISABLED") continue;
      // One that was written in the very millisecond of the last look, but after it, is due from that millisecond on.
      const isNew = before.get(key) !== schedule.modifiedAt;
      const due = nextDue(schedule, isNew ? schedule.modifiedAt - 1 : lookedAt);
      if (due !== null && due <= now) begin(schedule, due);
      if (schedule.deleteAfterCompletion && nextDue(schedule, now) === null) state.schedules.delete(key);
    }
    lookedAt = now;
  }

  function begin(schedule: Schedule, due: number): void {
    const { group, name, target, windowMinutes } = schedule;
    const { MaximumRetryAttempts = 185, MaximumEventAgeInSeconds = 86_400 } = target.RetryPolicy ?? {};
    firings.add(
      {
        scheduleArn: scheduler.scheduleArn(group, name),
        groupArn: scheduler.groupArn(group),
        target,
        executionId: context.ids.uuid(),
        scheduledTime: new Date(due).toISOString().replace(/\.\d+Z$/, "Z"),
      },
      {
        maximumRetries: MaximumRetryAttempts,
        maximumAgeSeconds: MaximumEventAgeInSeconds,
        delayMilliseconds: Math.floor(
          (windowMinutes * 60_000 * context.ids.bytes(4).readUInt32BE()) / 2 ** 32,
        ),
      },
    );
  }

  async function fire(firing: Firing, attempt: number): Promise<void> {
    const { service, operation, input } = callOf(firing.target, inputOf(firing, attempt));
    await context.call(service, operation, input, await callerOf(firing));
  }

  function callerOf({ target, groupArn }: Firing) {
    return asRole(target.RoleArn ?? "", principal, groupArn, "EventBridgeScheduler", context);
  }

  async function bury(firing: Firing, error: WireError, { attempts }: Delivery<Firing>): Promise<void> {
    const { target, scheduleArn, executionId, scheduledTime } = firing;
    const queue = target.DeadLetterConfig?.Arn;
    if (queue === undefined) {
      context.log(`scheduler: ${scheduleArn} could not reach ${target.Arn}: ${error.code}: ${error.message}`);
      return;
    }
    const facts = {
      ERROR_CODE: error.code,
      ERROR_MESSAGE: error.message || error.code,
      EXECUTION_ID: executionId,
      RETRY_ATTEMPTS: String(attempts - 1),
      SCHEDULED_TIME: scheduledTime,
      SCHEDULE_ARN: scheduleArn,
      TARGET_ARN: target.Arn ?? "",
    };
    const [, , , , account, name] = queue.split(":");
    await context.call(
      "sqs",
      "SendMessage",
      {
        QueueUrl: `/${account}/${name}`,
        MessageBody: inputOf(firing, attempts),
        MessageAttributes: Object.fromEntries(
          Object.entries(facts).map(([key, StringValue]) => [key, { DataType: "String", StringValue }]),
        ),
      },
      await callerOf(firing),
    );
  }

  return {
    start() {
      lookedAt = context.clock.now();
      seen = writtenAt(state.schedules.list());
      firings.start();
      rounds.start();
    },
    async stop() {
      await rounds.stop();
      await firings.stop();
    },
  };
}

function writtenAt(all: readonly { key: string; value: Schedule }[]): Map<string, number> {
  return new Map(all.map(({ key, value }) => [key, value.modifiedAt]));
}

/** @returns milliseconds since 1970, or null where the schedule is over */
function nextDue(schedule: Schedule, after: number): number | null {
  const begins = schedule.startDate ?? schedule.modifiedAt;
  const from = schedule.startDate === null ? after : Math.max(after, schedule.startDate - 1);
  const due = parseSchedule(schedule.expression, schedule.timezone).next(from, begins);
  return due !== null && schedule.endDate !== null && due > schedule.endDate ? null : due;
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function inputOf({ target, scheduleArn, executionId, scheduledTime }: Firing, attempt: number): string {
  const attributes: Readonly<Record<string, string>> = {
    "schedule-arn": scheduleArn,
    "scheduled-time": scheduledTime,
    "execution-id": executionId,
    "attempt-number": String(attempt),
  };
  return (target.Input ?? "{}").replace(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (whole, name: string) => attributes[name] ?? whole,
  );
}

import type {
  CreateScheduleInput,
  CreateScheduleOutput,
  UpdateScheduleInput,
  UpdateScheduleOutput,
} from "@aws-sdk/client-scheduler";
import { asRole } from "../../../kernel/callers.ts";
import type { Access, Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { parseSchedule } from "../../../schedules/schedule-expression.ts";
import { timeZone } from "../../../schedules/time-zone.ts";
import { scheduleExists, validation } from "../errors.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Schedule } from "../state.ts";
import { callOf } from "../target.ts";

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html */
export const createSchedule = (
  scheduler: Scheduler,
): Operation<CreateScheduleInput, CreateScheduleOutput> => ({
  access: (input) => accessOf(scheduler, "scheduler:CreateSchedule", input),

  async handle(input) {
    const { name: group } = scheduler.group(input.GroupName);
    const existing = scheduler.state.schedules.get(`${group}/${input.Name}`);
    if (existing !== undefined && existing.clientToken !== (input.ClientToken ?? ""))
      throw scheduleExists(existing.name);
    const now = scheduler.context.clock.now();
    const schedule = existing ?? (await readSchedule(scheduler, group, input, now));
    scheduler.state.schedules.put(`${group}/${schedule.name}`, schedule);
    return { ScheduleArn: scheduler.scheduleArn(group, schedule.name) };
  },
});

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html */
export const updateSchedule = (
  scheduler: Scheduler,
): Operation<UpdateScheduleInput, UpdateScheduleOutput> => ({
  access: (input) => accessOf(scheduler, "scheduler:UpdateSchedule", input),

  async handle(input) {
    const { group, name, createdAt } = scheduler.schedule(input.GroupName, input.Name);
    scheduler.state.schedules.put(`${group}/${name}`, await readSchedule(scheduler, group, input, createdAt));
    return { ScheduleArn: scheduler.scheduleArn(group, name) };
  },
});

/** Who gives a schedule a role must be allowed to. */
function accessOf(scheduler: Scheduler, action: string, input: CreateScheduleInput): Access[] {
  return [
    ...scheduler.access(action, input.GroupName, input.Name),
    {
      action: "iam:PassRole",
      resource: input.Target?.RoleArn ?? "*",
      conditions: { "iam:PassedToService": "scheduler.amazonaws.com" },
    },
  ];
}

async function readSchedule(
  scheduler: Scheduler,
  group: string,
  input: CreateScheduleInput,
  createdAt: number,
): Promise<Schedule> {
  const name = input.Name ?? "";
  if (!/^[0-9a-zA-Z-_.]{1,64}$/.test(name))
    throw validation(`The name ${JSON.stringify(name)} is not valid.`);
  const timezone = input.ScheduleExpressionTimezone ?? "UTC";
  checkExpression(input.ScheduleExpression ?? "", timezone);
  const target = input.Target ?? { Arn: "", RoleArn: "" };
  callOf(target, target.Input ?? "{}");
  await checkRole(scheduler, group, target.RoleArn ?? "");
  const { MaximumRetryAttempts = 0, MaximumEventAgeInSeconds = 60 } = target.RetryPolicy ?? {};
  if (MaximumRetryAttempts > 185 || MaximumEventAgeInSeconds < 60 || MaximumEventAgeInSeconds > 86_400)
    throw validation("The retry policy of the target is not valid.");
  const state = input.State ?? "ENABLED";
  if (state !== "ENABLED" && state !== "DISABLED") throw validation(`${state} is no state of schedules.`);
  return {
    name,
    group,
    expression: input.ScheduleExpression ?? "",
    timezone,
    startDate: input.StartDate?.getTime() ?? null,
    endDate: input.EndDate?.getTime() ?? null,
    windowMinutes: windowOf(input.FlexibleTimeWindow),
    state,
    description: input.Description ?? null,
    kmsKeyArn: input.KmsKeyArn ?? null,
    target,
    deleteAfterCompletion: input.ActionAfterCompletion === "DELETE",
    clientToken: input.ClientToken ?? null,
    createdAt,
    modifiedAt: scheduler.context.clock.now(),
  };
}

function checkExpression(text: string, zone: string): void {
  try {
    timeZone(zone);
  } catch {
    throw validation("Invalid ScheduleExpressionTimezone.");
  }
  try {
    parseSchedule(text, zone);
  } catch {
    throw validation(`Invalid Schedule Expression ${text}.`);
  }
}

function windowOf(window: CreateScheduleInput["FlexibleTimeWindow"]): number {
  if (window?.Mode === "OFF" && window.MaximumWindowInMinutes === undefined) return 0;
  const minutes = window?.MaximumWindowInMinutes ?? 0;
  if (window?.Mode === "FLEXIBLE" && minutes >= 1 && minutes <= 1440) return minutes;
  throw validation("Invalid FlexibleTimeWindow: FLEXIBLE needs 1 to 1440 minutes, OFF takes none.");
}

async function checkRole({ context, groupArn }: Scheduler, group: string, roleArn: string): Promise<void> {
  try {
    await asRole(roleArn, "scheduler.amazonaws.com", groupArn(group), "EventBridgeScheduler", context);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw validation(
      "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
    );
  }
}

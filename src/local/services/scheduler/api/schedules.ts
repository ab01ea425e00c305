import type {
  DeleteScheduleInput,
  GetScheduleInput,
  GetScheduleOutput,
  ListSchedulesInput,
  ListSchedulesOutput,
} from "@aws-sdk/client-scheduler";
import type { Operation } from "../../../kernel/service.ts";
import type { Scheduler } from "../scheduler.ts";

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetSchedule.html */
export const getSchedule = (scheduler: Scheduler): Operation<GetScheduleInput, GetScheduleOutput> => ({
  access: (input) => scheduler.access("scheduler:GetSchedule", input.GroupName, input.Name),

  handle({ GroupName, Name }) {
    const schedule = scheduler.schedule(GroupName, Name);
    const { group, name, windowMinutes, startDate, endDate } = schedule;
    return {
      Arn: scheduler.scheduleArn(group, name),
      GroupName: group,
      Name: name,
      ScheduleExpression: schedule.expression,
      ScheduleExpressionTimezone: schedule.timezone,
      StartDate: startDate === null ? undefined : new Date(startDate),
      EndDate: endDate === null ? undefined : new Date(endDate),
      Description: schedule.description ?? undefined,
      State: schedule.state,
      KmsKeyArn: schedule.kmsKeyArn ?? undefined,
      Target: {
        ...(schedule.target as NonNullable<GetScheduleOutput["Target"]>),
        RetryPolicy: {
          MaximumEventAgeInSeconds: 86_400,
          MaximumRetryAttempts: 185,
          ...schedule.target.RetryPolicy,
        },
      },
      FlexibleTimeWindow:
        windowMinutes === 0 ? { Mode: "OFF" } : { Mode: "FLEXIBLE", MaximumWindowInMinutes: windowMinutes },
      ActionAfterCompletion: schedule.deleteAfterCompletion ? "DELETE" : "NONE",
      CreationDate: new Date(schedule.createdAt),
      LastModificationDate: new Date(schedule.modifiedAt),
    };
  },
});

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_DeleteSchedule.html */
export const deleteSchedule = (scheduler: Scheduler): Operation<DeleteScheduleInput> => ({
  access: (input) => scheduler.access("scheduler:DeleteSchedule", input.GroupName, input.Name),

  handle({ GroupName, Name }) {
    const { group, name } = scheduler.schedule(GroupName, Name);
    scheduler.state.schedules.delete(`${group}/${name}`);
    return {};
  },
});

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_ListSchedules.html */
export const listSchedules = (scheduler: Scheduler): Operation<ListSchedulesInput, ListSchedulesOutput> => ({
  access: (input) => scheduler.access("scheduler:ListSchedules", input.GroupName ?? "*", undefined),

  handle({ GroupName, NamePrefix = "", State, NextToken: after = "", MaxResults: size = 100 }) {
    const prefix = GroupName === undefined ? "" : `${scheduler.group(GroupName).name}/`;
    const found = scheduler.state.schedules
      .list({ prefix, after })
      .filter(
        ({ value }) => value.name.startsWith(NamePrefix) && (State === undefined || value.state === State),
      );
    const page = found.slice(0, size);
    return {
      Schedules: page.map(({ value }) => ({
        Arn: scheduler.scheduleArn(value.group, value.name),
        Name: value.name,
        GroupName: value.group,
        State: value.state,
        CreationDate: new Date(value.createdAt),
        LastModificationDate: new Date(value.modifiedAt),
        Target: { Arn: value.target.Arn ?? "" },
      })),
      NextToken: found.length > size ? page.at(-1)?.key : undefined,
    };
  },
});

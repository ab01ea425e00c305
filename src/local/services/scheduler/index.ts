import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import {
  createScheduleGroup,
  deleteScheduleGroup,
  getScheduleGroup,
  listScheduleGroups,
} from "./api/groups.ts";
import { createSchedule, updateSchedule } from "./api/put-schedule.ts";
import { deleteSchedule, getSchedule, listSchedules } from "./api/schedules.ts";
import { listTagsForResource, tagResource, untagResource } from "./api/tags.ts";
import { clockwork } from "./clockwork.ts";
import model from "./model.gen.json" with { type: "json" };
import { schedulerSchedule } from "./resources/scheduler-schedule.ts";
import { schedulerScheduleGroup } from "./resources/scheduler-schedule-group.ts";
import { openScheduler } from "./scheduler.ts";
import { schedulerState } from "./state.ts";

/** EventBridge Scheduler: calls by the clock. */
export function scheduler(context: ServiceContext): Service {
  const all = openScheduler(schedulerState(context.store), context);
  const works = clockwork(all);
  return {
    name: "scheduler",
    models: [model as unknown as ServiceModel],
    operations: {
      CreateSchedule: createSchedule(all),
      CreateScheduleGroup: createScheduleGroup(all),
      DeleteSchedule: deleteSchedule(all),
      DeleteScheduleGroup: deleteScheduleGroup(all),
      GetSchedule: getSchedule(all),
      GetScheduleGroup: getScheduleGroup(all),
      ListScheduleGroups: listScheduleGroups(all),
      ListSchedules: listSchedules(all),
      ListTagsForResource: listTagsForResource(all),
      TagResource: tagResource(all),
      UntagResource: untagResource(all),
      UpdateSchedule: updateSchedule(all),
    },
    resources: {
      [schedulerSchedule.type]: schedulerSchedule,
      [schedulerScheduleGroup.type]: schedulerScheduleGroup,
    },
    start: () => works.start(),
    stop: () => works.stop(),
  };
}

import type { Access, ServiceContext } from "../../kernel/service.ts";
import { noSuchGroup, noSuchSchedule } from "./errors.ts";
import type { Group, Schedule, SchedulerState } from "./state.ts";

/** What every operation needs. */
export interface Scheduler {
  readonly state: SchedulerState;
  readonly context: ServiceContext;
  scheduleArn(group: string, name: string): string;
  groupArn(name: string): string;
  /** @throws WireError ResourceNotFoundException */
  group(name: string | undefined): Group;
  /** @throws WireError ResourceNotFoundException */
  schedule(group: string | undefined, name: string | undefined): Schedule;
  access(action: string, group: string | undefined, name: string | undefined): Access[];
}

export function openScheduler(state: SchedulerState, context: ServiceContext): Scheduler {
  const prefix = `arn:aws:scheduler:${context.region}:${context.accountId}`;
  const scheduleArn = (group: string, name: string) => `${prefix}:schedule/${group}/${name}`;
  return {
    state,
    context,
    scheduleArn,
    groupArn: (name) => `${prefix}:schedule-group/${name}`,
    group(name = "default") {
      const found = state.groups.get(name);
      if (found !== undefined) return found;
      if (name !== "default") throw noSuchGroup(name);
      // Every account has it.
      return { name, tags: {}, clientToken: null, createdAt: 0, modifiedAt: 0 };
    },
    schedule(group = "default", name = "") {
      const found = state.schedules.get(`${group}/${name}`);
      if (found === undefined) throw noSuchSchedule(name);
      return found;
    },
    access: (action, group = "default", name = "*") => [{ action, resource: scheduleArn(group, name) }],
  };
}

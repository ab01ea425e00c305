import type {
  CreateScheduleGroupInput,
  CreateScheduleGroupOutput,
  DeleteScheduleGroupInput,
  GetScheduleGroupInput,
  GetScheduleGroupOutput,
  ListScheduleGroupsInput,
  ListScheduleGroupsOutput,
} from "@aws-sdk/client-scheduler";
import type { Access, Operation } from "../../../kernel/service.ts";
import { groupExists, validation } from "../errors.ts";
import type { Scheduler } from "../scheduler.ts";
import type { Group } from "../state.ts";

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateScheduleGroup.html */
export const createScheduleGroup = (
  scheduler: Scheduler,
): Operation<CreateScheduleGroupInput, CreateScheduleGroupOutput> => ({
  access: (input) => groupAccess(scheduler, "scheduler:CreateScheduleGroup", input.Name),

  handle({ Name: name = "", Tags = [], ClientToken }) {
    if (!/^[0-9a-zA-Z-_.]{1,64}$/.test(name))
      throw validation(`The name ${JSON.stringify(name)} is not valid.`);
    const { groups } = scheduler.state;
    const existing = groups.get(name);
    if (name === "default" || (existing !== undefined && existing.clientToken !== (ClientToken ?? "")))
      throw groupExists(name);
    const now = scheduler.context.clock.now();
    const tags = Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
    const group = { name, tags, clientToken: ClientToken ?? null, createdAt: now, modifiedAt: now };
    groups.put(name, existing ?? group);
    return { ScheduleGroupArn: scheduler.groupArn(name) };
  },
});

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_GetScheduleGroup.html */
export const getScheduleGroup = (
  scheduler: Scheduler,
): Operation<GetScheduleGroupInput, GetScheduleGroupOutput> => ({
  access: (input) => groupAccess(scheduler, "scheduler:GetScheduleGroup", input.Name),
  handle: ({ Name }) => present(scheduler.group(Name ?? ""), scheduler),
});

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_DeleteScheduleGroup.html */
export const deleteScheduleGroup = (scheduler: Scheduler): Operation<DeleteScheduleGroupInput> => ({
  access: (input) => groupAccess(scheduler, "scheduler:DeleteScheduleGroup", input.Name),

  handle({ Name }) {
    const { name } = scheduler.group(Name ?? "");
    if (name === "default") throw validation("The default schedule group cannot be deleted.");
    const { schedules, groups } = scheduler.state;
    scheduler.context.store.transaction(() => {
      for (const { key } of schedules.list({ prefix: `${name}/` })) schedules.delete(key);
      groups.delete(name);
    });
    return {};
  },
});

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_ListScheduleGroups.html */
export const listScheduleGroups = (
  scheduler: Scheduler,
): Operation<ListScheduleGroupsInput, ListScheduleGroupsOutput> => ({
  access: () => [{ action: "scheduler:ListScheduleGroups", resource: "*" }],

  handle({ NamePrefix = "", NextToken: after = "", MaxResults: size = 100 }) {
    const own = scheduler.state.groups.list().map(({ value }) => value);
    const all = own.some(({ name }) => name === "default") ? own : [...own, scheduler.group("default")];
    const found = all
      .filter(({ name }) => name.startsWith(NamePrefix) && name > after)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const page = found.slice(0, size);
    return {
      ScheduleGroups: page.map((group) => present(group, scheduler)),
      NextToken: found.length > size ? page.at(-1)?.name : undefined,
    };
  },
});

function present(group: Group, scheduler: Scheduler) {
  return {
    Arn: scheduler.groupArn(group.name),
    Name: group.name,
    State: "ACTIVE" as const,
    CreationDate: new Date(group.createdAt),
    LastModificationDate: new Date(group.modifiedAt),
  };
}

function groupAccess(scheduler: Scheduler, action: string, name: string | undefined): Access[] {
  return [{ action, resource: scheduler.groupArn(name ?? "default") }];
}

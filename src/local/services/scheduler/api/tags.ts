import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from "@aws-sdk/client-scheduler";
import type { Operation } from "../../../kernel/service.ts";
import type { Scheduler } from "../scheduler.ts";

/** Only groups have tags. https://docs.aws.amazon.com/scheduler/latest/APIReference/API_TagResource.html */
export const tagResource = (scheduler: Scheduler): Operation<TagResourceInput> => ({
  access: ({ ResourceArn = "" }) => [{ action: "scheduler:TagResource", resource: ResourceArn }],

  handle({ ResourceArn, Tags = [] }) {
    const group = scheduler.group(nameIn(ResourceArn));
    const added = Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
    scheduler.state.groups.put(group.name, { ...group, tags: { ...group.tags, ...added } });
    return {};
  },
});

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UntagResource.html */
export const untagResource = (scheduler: Scheduler): Operation<UntagResourceInput> => ({
  access: ({ ResourceArn = "" }) => [{ action: "scheduler:UntagResource", resource: ResourceArn }],

  handle({ ResourceArn, TagKeys = [] }) {
    const group = scheduler.group(nameIn(ResourceArn));
    const kept = Object.entries(group.tags).filter(([key]) => !TagKeys.includes(key));
    scheduler.state.groups.put(group.name, { ...group, tags: Object.fromEntries(kept) });
    return {};
  },
});

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = (
  scheduler: Scheduler,
): Operation<ListTagsForResourceInput, ListTagsForResourceOutput> => ({
  access: ({ ResourceArn = "" }) => [{ action: "scheduler:ListTagsForResource", resource: ResourceArn }],

  handle({ ResourceArn }) {
    const { tags } = scheduler.group(nameIn(ResourceArn));
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
});

function nameIn(arn = ""): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../../kernel/service.ts";
import type { CloudWatch } from "../cloud-watch.ts";
import { noSuchResource } from "../errors.ts";

type Tags = Readonly<Record<string, string>>;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html */
export const tagResource = (cloudWatch: CloudWatch): Operation<TagResourceInput> => ({
  access: ({ ResourceARN = "" }) => [{ action: "cloudwatch:TagResource", resource: ResourceARN }],

  handle({ ResourceARN, Tags = [] }) {
    const { tags, put } = tagged(cloudWatch, ResourceARN);
    put({ ...tags, ...Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value])) });
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_UntagResource.html */
export const untagResource = (cloudWatch: CloudWatch): Operation<UntagResourceInput> => ({
  access: ({ ResourceARN = "" }) => [{ action: "cloudwatch:UntagResource", resource: ResourceARN }],

  handle({ ResourceARN, TagKeys = [] }) {
    const { tags, put } = tagged(cloudWatch, ResourceARN);
    put(Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))));
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = (
  cloudWatch: CloudWatch,
): Operation<ListTagsForResourceInput, ListTagsForResourceOutput> => ({
  access: ({ ResourceARN = "" }) => [{ action: "cloudwatch:ListTagsForResource", resource: ResourceARN }],
  handle: ({ ResourceARN }) => ({
    Tags: Object.entries(tagged(cloudWatch, ResourceARN).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
});

/** An alarm's or a dashboard's tags, and how to change them. */
function tagged({ state }: CloudWatch, arn = ""): { tags: Tags; put: (tags: Tags) => void } {
  const alarm = state.alarms.get(arn.split(":alarm:")[1] ?? "");
  if (alarm !== undefined)
    return { tags: alarm.tags, put: (tags) => state.alarms.put(alarm.name, { ...alarm, tags }) };
  const dashboard = state.dashboards.get(arn.split(":dashboard/")[1] ?? "");
  if (dashboard === undefined) throw noSuchResource(arn);
  return {
    tags: dashboard.tags,
    put: (tags) => state.dashboards.put(dashboard.name, { ...dashboard, tags }),
  };
}

import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-sns";
import type { Operation } from "../../../kernel/service.ts";
import { noSuchResource } from "../errors.ts";
import type { Sns } from "../sns.ts";
import type { Topic } from "../state.ts";

/** https://docs.aws.amazon.com/sns/latest/api/API_TagResource.html */
export const tagResource = (sns: Sns): Operation<TagResourceRequest> => ({
  access: ({ ResourceArn }, { caller }) => sns.names.access("sns:TagResource", ResourceArn, caller),

  handle({ ResourceArn, Tags = [] }) {
    const topic = find(sns, ResourceArn);
    const added = Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
    sns.state.topics.put(topic.name, { ...topic, tags: { ...topic.tags, ...added } });
    return {};
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_UntagResource.html */
export const untagResource = (sns: Sns): Operation<UntagResourceRequest> => ({
  access: ({ ResourceArn }, { caller }) => sns.names.access("sns:UntagResource", ResourceArn, caller),

  handle({ ResourceArn, TagKeys = [] }) {
    const topic = find(sns, ResourceArn);
    const kept = Object.entries(topic.tags).filter(([key]) => !TagKeys.includes(key));
    sns.state.topics.put(topic.name, { ...topic, tags: Object.fromEntries(kept) });
    return {};
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_ListTagsForResource.html */
export const listTagsForResource = (
  sns: Sns,
): Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> => ({
  access: ({ ResourceArn }, { caller }) => sns.names.access("sns:ListTagsForResource", ResourceArn, caller),
  handle: ({ ResourceArn }) => ({
    Tags: Object.entries(find(sns, ResourceArn).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
});

function find({ state }: Sns, arn: string | undefined): Topic {
  const topic = state.topics.get(arn?.split(":")[5] ?? "");
  if (topic === undefined) throw noSuchResource();
  return topic;
}

import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../../kernel/service.ts";
import type { EventBridge } from "../event-bridge.ts";

type Tags = Readonly<Record<string, string>>;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TagResource.html */
export const tagResource = (eventBridge: EventBridge): Operation<TagResourceRequest> => ({
  access: ({ ResourceARN = "" }) => [{ action: "events:TagResource", resource: ResourceARN }],

  handle({ ResourceARN, Tags = [] }) {
    const { tags, put } = tagged(eventBridge, ResourceARN);
    put({ ...tags, ...Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value])) });
    return {};
  },
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_UntagResource.html */
export const untagResource = (eventBridge: EventBridge): Operation<UntagResourceRequest> => ({
  access: ({ ResourceARN = "" }) => [{ action: "events:UntagResource", resource: ResourceARN }],

  handle({ ResourceARN, TagKeys = [] }) {
    const { tags, put } = tagged(eventBridge, ResourceARN);
    put(Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))));
    return {};
  },
});

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = (
  eventBridge: EventBridge,
): Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> => ({
  access: ({ ResourceARN = "" }) => [{ action: "events:ListTagsForResource", resource: ResourceARN }],
  handle: ({ ResourceARN }) => ({
    Tags: Object.entries(tagged(eventBridge, ResourceARN).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
});

/** A rule's or a bus's tags, and how to change them. */
function tagged({ names, state }: EventBridge, arn = ""): { tags: Tags; put: (tags: Tags) => void } {
  const [kind, ...path] = (arn.split(":")[5] ?? "").split("/");
  if (kind === "rule") {
    const rule = names.rule(path.length > 1 ? path[0] : undefined, path.at(-1));
    return {
      tags: rule.tags,
      put: (tags) => state.rules.put(`${rule.bus}/${rule.name}`, { ...rule, tags }),
    };
  }
  const bus = names.bus(arn);
  return { tags: bus.tags, put: (tags) => state.buses.put(bus.name, { ...bus, tags }) };
}

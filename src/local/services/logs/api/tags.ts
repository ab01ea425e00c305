import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Access, Operation, ServiceContext } from "../../../kernel/service.ts";
import { notFound } from "../errors.ts";
import { nameOfArn } from "../groups.ts";
import type { LogsState } from "../state.ts";
import type { Group } from "../storage/groups.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html */
export const tagResource = (state: LogsState, context: ServiceContext): Operation<TagResourceRequest> => ({
  access: (input) => access("TagResource", input.resourceArn),

  handle(input) {
    const group = find(state, input.resourceArn, context);
    state.groups.update({ ...group, tags: { ...group.tags, ...input.tags } });
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_UntagResource.html */
export const untagResource = (
  state: LogsState,
  context: ServiceContext,
): Operation<UntagResourceRequest> => ({
  access: (input) => access("UntagResource", input.resourceArn),

  handle(input) {
    const group = find(state, input.resourceArn, context);
    const kept = Object.entries(group.tags).filter(([key]) => !(input.tagKeys ?? []).includes(key));
    state.groups.update({ ...group, tags: Object.fromEntries(kept) });
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = (
  state: LogsState,
  context: ServiceContext,
): Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> => ({
  access: (input) => access("ListTagsForResource", input.resourceArn),
  handle: (input) => ({ tags: { ...find(state, input.resourceArn, context).tags } }),
});

function access(action: string, arn: string | undefined): Access[] {
  return [{ action: `logs:${action}`, resource: arn ?? "*" }];
}

function find(state: LogsState, arn: string | undefined, context: ServiceContext): Group {
  const group = state.groups.find(nameOfArn(arn ?? "", context));
  if (group === null || !arn?.startsWith("arn:")) throw notFound("The specified resource does not exist.");
  return group;
}

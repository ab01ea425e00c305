import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-appsync";
import type { Operation } from "../../../kernel/service.ts";
import { apiOf, type Control } from "./control.ts";

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = (
  control: Control,
): Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> => ({
  access: (input) => [{ action: "appsync:ListTagsForResource", resource: input.resourceArn ?? "*" }],
  handle: (input) => ({ tags: tagged(control, input.resourceArn).api.tags ?? {} }),
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_TagResource.html */
export const tagResource = (control: Control): Operation<TagResourceRequest> => ({
  access: (input) => [{ action: "appsync:TagResource", resource: input.resourceArn ?? "*" }],
  handle(input) {
    const stored = tagged(control, input.resourceArn);
    const tags = { ...stored.api.tags, ...input.tags };
    control.state.apis.put(stored.api.apiId, { ...stored, api: { ...stored.api, tags } });
    return {};
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_UntagResource.html */
export const untagResource = (control: Control): Operation<UntagResourceRequest> => ({
  access: (input) => [{ action: "appsync:UntagResource", resource: input.resourceArn ?? "*" }],
  handle(input) {
    const stored = tagged(control, input.resourceArn);
    const kept = Object.entries(stored.api.tags ?? {}).filter(([name]) => !input.tagKeys?.includes(name));
    const tags = Object.fromEntries(kept);
    control.state.apis.put(stored.api.apiId, { ...stored, api: { ...stored.api, tags } });
    return {};
  },
});

const tagged = (control: Control, arn = "") => apiOf(control, arn.slice(arn.lastIndexOf("/") + 1));

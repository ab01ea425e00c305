import type {
  AddTagsToResourceRequest,
  ListTagsForResourceRequest,
  ListTagsForResourceResult,
  RemoveTagsFromResourceRequest,
} from "@aws-sdk/client-ssm";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { invalidResource } from "../errors.ts";
import { arnOf } from "../names.ts";
import type { Parameter, SsmState } from "../state.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html */
export const addTagsToResource = (
  state: SsmState,
  context: ServiceContext,
): Operation<AddTagsToResourceRequest> => ({
  access: (input) => [
    {
      action: "ssm:AddTagsToResource",
      resource: arnOf(input.ResourceId ?? "", context.region, context.accountId),
    },
  ],

  handle(input) {
    const parameter = find(state, input.ResourceId);
    const added = Object.fromEntries((input.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
    state.parameters.put(parameter.name, { ...parameter, tags: { ...parameter.tags, ...added } });
    return {};
  },
});

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RemoveTagsFromResource.html */
export const removeTagsFromResource = (
  state: SsmState,
  context: ServiceContext,
): Operation<RemoveTagsFromResourceRequest> => ({
  access: (input) => [
    {
      action: "ssm:RemoveTagsFromResource",
      resource: arnOf(input.ResourceId ?? "", context.region, context.accountId),
    },
  ],

  handle(input) {
    const parameter = find(state, input.ResourceId);
    const kept = Object.entries(parameter.tags).filter(([key]) => !(input.TagKeys ?? []).includes(key));
    state.parameters.put(parameter.name, { ...parameter, tags: Object.fromEntries(kept) });
    return {};
  },
});

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = (
  state: SsmState,
  context: ServiceContext,
): Operation<ListTagsForResourceRequest, ListTagsForResourceResult> => ({
  access: (input) => [
    {
      action: "ssm:ListTagsForResource",
      resource: arnOf(input.ResourceId ?? "", context.region, context.accountId),
    },
  ],

  handle(input) {
    const { tags } = find(state, input.ResourceId);
    return { TagList: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  },
});

function find(state: SsmState, name: string | undefined): Parameter {
  const parameter = state.parameters.get(name ?? "");
  if (parameter === undefined) throw invalidResource();
  return parameter;
}

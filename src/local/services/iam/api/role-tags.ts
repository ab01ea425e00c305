import type {
  ListRoleTagsRequest,
  ListRoleTagsResponse,
  TagRoleRequest,
  UntagRoleRequest,
} from "@aws-sdk/client-iam";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { limitExceeded } from "../errors.ts";
import { page } from "../page.ts";
import { presentTags, readTags } from "../present.ts";
import { findRole, roleAccess } from "../roles.ts";
import type { IamState } from "../state.ts";

const mostTags = 50;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html */
export const tagRole = (state: IamState, context: ServiceContext): Operation<TagRoleRequest> => ({
  access: (input) => roleAccess("TagRole", input.RoleName, state, context),

  handle(input) {
    const role = findRole(state, input.RoleName);
    const tags = { ...role.tags, ...readTags(input.Tags) };
    if (Object.keys(tags).length > mostTags)
      throw limitExceeded(`The number of tags has reached the maximum limit of ${mostTags}.`);
    state.roles.put(role.name, { ...role, tags });
    return {};
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html */
export const untagRole = (state: IamState, context: ServiceContext): Operation<UntagRoleRequest> => ({
  access: (input) => roleAccess("UntagRole", input.RoleName, state, context),

  handle(input) {
    const role = findRole(state, input.RoleName);
    const kept = Object.entries(role.tags).filter(([key]) => !(input.TagKeys ?? []).includes(key));
    state.roles.put(role.name, { ...role, tags: Object.fromEntries(kept) });
    return {};
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html */
export const listRoleTags = (
  state: IamState,
  context: ServiceContext,
): Operation<ListRoleTagsRequest, ListRoleTagsResponse> => ({
  access: (input) => roleAccess("ListRoleTags", input.RoleName, state, context),

  handle(input) {
    const tags = presentTags(findRole(state, input.RoleName).tags);
    const { items, more } = page(tags, input, (tag) => tag.Key);
    return { Tags: items, ...more };
  },
});

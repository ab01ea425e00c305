import type {
  DeleteRolePolicyRequest,
  GetRolePolicyRequest,
  GetRolePolicyResponse,
  ListRolePoliciesRequest,
  ListRolePoliciesResponse,
  PutRolePolicyRequest,
} from "@aws-sdk/client-iam";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { inlinePolicyNotFound, limitExceeded } from "../errors.ts";
import { page } from "../page.ts";
import { validateIdentityPolicy } from "../policy/validate.ts";
import { encodeDocument } from "../present.ts";
import { checkName, findRole, roleAccess } from "../roles.ts";
import type { IamState } from "../state.ts";

/** Characters of all inline policies of a role together, white space not counted. */
const mostInline = 10_240;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export const putRolePolicy = (state: IamState, context: ServiceContext): Operation<PutRolePolicyRequest> => ({
  access: (input) => roleAccess("PutRolePolicy", input.RoleName, state, context),

  handle(input) {
    const role = findRole(state, input.RoleName);
    const name = input.PolicyName ?? "";
    const text = input.PolicyDocument ?? "";
    checkName("policyName", name, 128);
    validateIdentityPolicy(text);
    const inline = { ...role.inline, [name]: text };
    const size = Object.values(inline).reduce((sum, policy) => sum + policy.replace(/\s/g, "").length, 0);
    if (size > mostInline)
      throw limitExceeded(`Maximum policy size of ${mostInline} bytes exceeded for role ${role.name}`);
    state.roles.put(role.name, { ...role, inline });
    return {};
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export const getRolePolicy = (
  state: IamState,
  context: ServiceContext,
): Operation<GetRolePolicyRequest, GetRolePolicyResponse> => ({
  access: (input) => roleAccess("GetRolePolicy", input.RoleName, state, context),

  handle(input) {
    const role = findRole(state, input.RoleName);
    const name = input.PolicyName ?? "";
    const text = role.inline[name];
    if (text === undefined) throw inlinePolicyNotFound(name);
    return { RoleName: role.name, PolicyName: name, PolicyDocument: encodeDocument(text) };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html */
export const deleteRolePolicy = (
  state: IamState,
  context: ServiceContext,
): Operation<DeleteRolePolicyRequest> => ({
  access: (input) => roleAccess("DeleteRolePolicy", input.RoleName, state, context),

  handle(input) {
    const role = findRole(state, input.RoleName);
    const { [input.PolicyName ?? ""]: gone, ...inline } = role.inline;
    if (gone === undefined) throw inlinePolicyNotFound(input.PolicyName ?? "");
    state.roles.put(role.name, { ...role, inline });
    return {};
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
export const listRolePolicies = (
  state: IamState,
  context: ServiceContext,
): Operation<ListRolePoliciesRequest, ListRolePoliciesResponse> => ({
  access: (input) => roleAccess("ListRolePolicies", input.RoleName, state, context),

  handle(input) {
    const names = Object.keys(findRole(state, input.RoleName).inline).sort();
    const { items, more } = page(names, input, (name) => name);
    return { PolicyNames: items, ...more };
  },
});

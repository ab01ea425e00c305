import type {
  AttachRolePolicyRequest,
  DetachRolePolicyRequest,
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse,
} from "@aws-sdk/client-iam";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { limitExceeded, noSuchEntity } from "../errors.ts";
import { checkAttachable } from "../managed-policies.ts";
import { page } from "../page.ts";
import { findRole, roleAccess } from "../roles.ts";
import type { IamState } from "../state.ts";

/** AWS's default is 10, and can be raised to 20. */
const mostAttached = 20;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
export const attachRolePolicy = (
  state: IamState,
  context: ServiceContext,
): Operation<AttachRolePolicyRequest> => ({
  access: (input) =>
    roleAccess("AttachRolePolicy", input.RoleName, state, context, {
      "iam:PolicyARN": input.PolicyArn ?? "",
    }),

  handle(input) {
    const role = findRole(state, input.RoleName);
    const arn = input.PolicyArn ?? "";
    checkAttachable(arn, state);
    if (role.attached.includes(arn)) return {};
    if (role.attached.length >= mostAttached)
      throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${mostAttached}`);
    state.roles.put(role.name, { ...role, attached: [...role.attached, arn] });
    return {};
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html */
export const detachRolePolicy = (
  state: IamState,
  context: ServiceContext,
): Operation<DetachRolePolicyRequest> => ({
  access: (input) =>
    roleAccess("DetachRolePolicy", input.RoleName, state, context, {
      "iam:PolicyARN": input.PolicyArn ?? "",
    }),

  handle(input) {
    const role = findRole(state, input.RoleName);
    const arn = input.PolicyArn ?? "";
    if (!role.attached.includes(arn)) throw noSuchEntity(`Policy ${arn} was not found.`);
    state.roles.put(role.name, { ...role, attached: role.attached.filter((other) => other !== arn) });
    return {};
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
export const listAttachedRolePolicies = (
  state: IamState,
  context: ServiceContext,
): Operation<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse> => ({
  access: (input) => roleAccess("ListAttachedRolePolicies", input.RoleName, state, context),

  handle(input) {
    const { attached } = findRole(state, input.RoleName);
    const { items, more } = page(attached, input, (arn) => arn);
    return {
      AttachedPolicies: items.map((arn) => ({
        PolicyName: arn.slice(arn.lastIndexOf("/") + 1),
        PolicyArn: arn,
      })),
      ...more,
    };
  },
});

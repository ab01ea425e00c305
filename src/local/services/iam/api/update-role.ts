import type {
  DeleteRolePermissionsBoundaryRequest,
  PutRolePermissionsBoundaryRequest,
  UpdateAssumeRolePolicyRequest,
  UpdateRoleRequest,
} from "@aws-sdk/client-iam";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { noSuchEntity } from "../errors.ts";
import { checkAttachable } from "../managed-policies.ts";
import { validateTrustPolicy } from "../policy/validate.ts";
import { checkSessionDuration, findRole, roleAccess } from "../roles.ts";
import type { IamState } from "../state.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html */
export const updateRole = (state: IamState, context: ServiceContext): Operation<UpdateRoleRequest> => ({
  access: (input) => roleAccess("UpdateRole", input.RoleName, state, context),

  handle(input) {
    const role = findRole(state, input.RoleName);
    const maxSessionSeconds = input.MaxSessionDuration ?? 3600;
    checkSessionDuration(maxSessionSeconds);
    // What is left out goes back to its default, as on AWS.
    state.roles.put(role.name, { ...role, description: input.Description ?? null, maxSessionSeconds });
    return {};
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
export const updateAssumeRolePolicy = (
  state: IamState,
  context: ServiceContext,
): Operation<UpdateAssumeRolePolicyRequest> => ({
  access: (input) => roleAccess("UpdateAssumeRolePolicy", input.RoleName, state, context),

  handle(input) {
    const role = findRole(state, input.RoleName);
    const trustPolicy = input.PolicyDocument ?? "";
    validateTrustPolicy(trustPolicy);
    state.roles.put(role.name, { ...role, trustPolicy });
    return {};
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html */
export const putRolePermissionsBoundary = (
  state: IamState,
  context: ServiceContext,
): Operation<PutRolePermissionsBoundaryRequest> => ({
  access: (input) =>
    roleAccess("PutRolePermissionsBoundary", input.RoleName, state, context, {
      "iam:PermissionsBoundary": input.PermissionsBoundary ?? "",
    }),

  handle(input) {
    const role = findRole(state, input.RoleName);
    const permissionsBoundary = input.PermissionsBoundary ?? "";
    checkAttachable(permissionsBoundary, state);
    state.roles.put(role.name, { ...role, permissionsBoundary });
    return {};
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html */
export const deleteRolePermissionsBoundary = (
  state: IamState,
  context: ServiceContext,
): Operation<DeleteRolePermissionsBoundaryRequest> => ({
  access: (input) => roleAccess("DeleteRolePermissionsBoundary", input.RoleName, state, context),

  handle(input) {
    const role = findRole(state, input.RoleName);
    if (role.permissionsBoundary === null)
      throw noSuchEntity(`Role ${role.name} does not have a permissions boundary.`);
    state.roles.put(role.name, { ...role, permissionsBoundary: null });
    return {};
  },
});

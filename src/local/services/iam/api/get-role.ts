import type {
  GetRoleRequest,
  GetRoleResponse,
  ListRolesRequest,
  ListRolesResponse,
} from "@aws-sdk/client-iam";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { page } from "../page.ts";
import { presentRole } from "../present.ts";
import { findRole, roleAccess } from "../roles.ts";
import type { IamState } from "../state.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export const getRole = (
  state: IamState,
  context: ServiceContext,
): Operation<GetRoleRequest, GetRoleResponse> => ({
  access: (input) => roleAccess("GetRole", input.RoleName, state, context),
  handle: (input) => ({ Role: presentRole(findRole(state, input.RoleName)) }),
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export const listRoles = (
  state: IamState,
  context: ServiceContext,
): Operation<ListRolesRequest, ListRolesResponse> => ({
  access: () => [{ action: "iam:ListRoles", resource: `arn:aws:iam::${context.accountId}:role/` }],

  handle(input) {
    const roles = state.roles
      .list()
      .map(({ value }) => value)
      .filter((role) => role.path.startsWith(input.PathPrefix ?? "/"));
    const { items, more } = page(roles, input, (role) => role.name);
    return {
      Roles: items.map((role) => ({
        ...presentRole(role),
        PermissionsBoundary: undefined,
        Tags: undefined,
        RoleLastUsed: undefined,
      })),
      ...more,
    };
  },
});

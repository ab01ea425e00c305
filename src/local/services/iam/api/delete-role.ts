import type { DeleteRoleRequest } from "@aws-sdk/client-iam";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { deleteConflict } from "../errors.ts";
import { findRole, roleAccess } from "../roles.ts";
import type { IamState } from "../state.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
export const deleteRole = (state: IamState, context: ServiceContext): Operation<DeleteRoleRequest> => ({
  access: (input) => roleAccess("DeleteRole", input.RoleName, state, context),

  handle(input) {
    const role = findRole(state, input.RoleName);
    if (role.attached.length > 0)
      throw deleteConflict("Cannot delete entity, must detach all policies first.");
    if (Object.keys(role.inline).length > 0)
      throw deleteConflict("Cannot delete entity, must delete policies first.");
    state.roles.delete(role.name);
    return {};
  },
});

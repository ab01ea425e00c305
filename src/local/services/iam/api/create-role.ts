import type { CreateRoleRequest, CreateRoleResponse } from "@aws-sdk/client-iam";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { alreadyExists } from "../errors.ts";
import { checkAttachable } from "../managed-policies.ts";
import { validateTrustPolicy } from "../policy/validate.ts";
import { presentRole, readTags } from "../present.ts";
import { checkName, checkPath, checkSessionDuration, roleAccess } from "../roles.ts";
import type { IamState, Role } from "../state.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const createRole = (
  state: IamState,
  context: ServiceContext,
): Operation<CreateRoleRequest, CreateRoleResponse> => ({
  access: (input) =>
    roleAccess("CreateRole", input.RoleName, state, context, {
      ...(input.PermissionsBoundary && { "iam:PermissionsBoundary": input.PermissionsBoundary }),
    }),

  handle(input) {
    const name = input.RoleName ?? "";
    const path = input.Path ?? "/";
    checkName("roleName", name, 64);
    checkPath(path);
    checkSessionDuration(input.MaxSessionDuration ?? 3600);
    validateTrustPolicy(input.AssumeRolePolicyDocument ?? "");
    if (input.PermissionsBoundary) checkAttachable(input.PermissionsBoundary, state);
    if (state.roles.get(name) !== undefined) throw alreadyExists(`Role with name ${name} already exists.`);
    const role: Role = {
      name,
      id: `AROA${context.ids.upper(17)}`,
      arn: `arn:aws:iam::${context.accountId}:role${path}${name}`,
      path,
      description: input.Description ?? null,
      trustPolicy: input.AssumeRolePolicyDocument ?? "",
      maxSessionSeconds: input.MaxSessionDuration ?? 3600,
      permissionsBoundary: input.PermissionsBoundary ?? null,
      inline: {},
      attached: [],
      tags: readTags(input.Tags),
      createdAt: context.clock.now(),
    };
    state.roles.put(name, role);
    return { Role: presentRole(role) };
  },
});

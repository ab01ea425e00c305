import type { CreateServiceLinkedRoleRequest, CreateServiceLinkedRoleResponse } from "@aws-sdk/client-iam";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { invalidInput } from "../errors.ts";
import { presentRole } from "../present.ts";
import type { IamState, Role } from "../state.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html */
export const createServiceLinkedRole = (
  state: IamState,
  context: ServiceContext,
): Operation<CreateServiceLinkedRoleRequest, CreateServiceLinkedRoleResponse> => ({
  access: (input) => [
    {
      action: "iam:CreateServiceLinkedRole",
      resource: `arn:aws:iam::${context.accountId}:role/aws-service-role/${input.AWSServiceName}/*`,
      conditions: { "iam:AWSServiceName": input.AWSServiceName ?? "" },
    },
  ],

  handle(input) {
    const service = input.AWSServiceName ?? "";
    const short = service.replace(/\.amazonaws\.com$/, "");
    const pascal = short.replace(/(^|[.-])([a-z])/g, (_whole, _separator, letter: string) =>
      letter.toUpperCase(),
    );
    const name = `AWSServiceRoleFor${pascal}${input.CustomSuffix ? `_${input.CustomSuffix}` : ""}`;
    if (state.roles.get(name) !== undefined) {
      throw invalidInput(
        `Service role name ${name} has been taken in this account, please try a different suffix.`,
      );
    }
    const path = `/aws-service-role/${service}/`;
    const role: Role = {
      name,
      id: `AROA${context.ids.upper(17)}`,
      arn: `arn:aws:iam::${context.accountId}:role${path}${name}`,
      path,
      description: input.Description ?? null,
      trustPolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: [service] }, Action: ["sts:AssumeRole"] }],
      }),
      maxSessionSeconds: 3600,
      permissionsBoundary: null,
      inline: {},
      attached: [],
      tags: {},
      createdAt: context.clock.now(),
    };
    state.roles.put(name, role);
    return { Role: presentRole(role) };
  },
});

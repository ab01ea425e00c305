import type { DeleteParameterRequest, DeleteParameterResult } from "@aws-sdk/client-ssm";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { parameterNotFound } from "../errors.ts";
import { arnOf } from "../names.ts";
import type { SsmState } from "../state.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html */
export const deleteParameter = (
  state: SsmState,
  context: ServiceContext,
): Operation<DeleteParameterRequest, DeleteParameterResult> => ({
  access: (input) => [
    { action: "ssm:DeleteParameter", resource: arnOf(input.Name ?? "", context.region, context.accountId) },
  ],

  handle(input) {
    if (!state.parameters.delete(input.Name ?? "")) throw parameterNotFound(input.Name ?? "");
    return {};
  },
});

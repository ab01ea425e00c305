import type { DeleteParametersRequest, DeleteParametersResult } from "@aws-sdk/client-ssm";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { arnOf } from "../names.ts";
import type { SsmState } from "../state.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html */
export const deleteParameters = (
  state: SsmState,
  context: ServiceContext,
): Operation<DeleteParametersRequest, DeleteParametersResult> => ({
  access: (input) =>
    (input.Names ?? []).map((name) => ({
      action: "ssm:DeleteParameters",
      resource: arnOf(name, context.region, context.accountId),
    })),

  handle(input) {
    const results = (input.Names ?? []).map((name) => ({ name, deleted: state.parameters.delete(name) }));
    return {
      DeletedParameters: results.filter((result) => result.deleted).map((result) => result.name),
      InvalidParameters: results.filter((result) => !result.deleted).map((result) => result.name),
    };
  },
});

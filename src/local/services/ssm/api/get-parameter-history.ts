import type { GetParameterHistoryRequest, GetParameterHistoryResult } from "@aws-sdk/client-ssm";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { parameterNotFound } from "../errors.ts";
import { arnOf } from "../names.ts";
import { presentParameter } from "../present.ts";
import type { SsmState } from "../state.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameterHistory.html */
export const getParameterHistory = (
  state: SsmState,
  context: ServiceContext,
): Operation<GetParameterHistoryRequest, GetParameterHistoryResult> => ({
  access: (input) => [
    {
      action: "ssm:GetParameterHistory",
      resource: arnOf(input.Name ?? "", context.region, context.accountId),
    },
  ],

  handle(input) {
    const parameter = state.parameters.get(input.Name ?? "");
    if (parameter === undefined) throw parameterNotFound(input.Name ?? "");
    const from = Number(input.NextToken ?? 0);
    const size = input.MaxResults ?? 50;
    const page = parameter.versions.slice(from, from + size);
    return {
      Parameters: page.map((version) => {
        const { ARN: _arn, ...shown } = presentParameter(
          parameter,
          version,
          input.WithDecryption === true,
          context,
        );
        return { ...shown, LastModifiedUser: version.modifiedBy, Tier: parameter.tier, Labels: [] };
      }),
      NextToken: from + size < parameter.versions.length ? String(from + size) : undefined,
    };
  },
});

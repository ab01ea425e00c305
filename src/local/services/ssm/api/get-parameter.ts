import type { GetParameterRequest, GetParameterResult } from "@aws-sdk/client-ssm";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { parameterNotFound } from "../errors.ts";
import { arnOf, readReference, versionOf } from "../names.ts";
import { presentParameter } from "../present.ts";
import type { SsmState } from "../state.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
export const getParameter = (
  state: SsmState,
  context: ServiceContext,
): Operation<GetParameterRequest, GetParameterResult> => ({
  access: (input) => [
    {
      action: "ssm:GetParameter",
      resource: arnOf(readReference(input.Name ?? "").name, context.region, context.accountId),
    },
  ],

  handle(input) {
    const { name, version } = readReference(input.Name ?? "");
    const parameter = state.parameters.get(name);
    if (parameter === undefined) throw parameterNotFound(name);
    return {
      Parameter: presentParameter(
        parameter,
        versionOf(parameter, version),
        input.WithDecryption === true,
        context,
      ),
    };
  },
});

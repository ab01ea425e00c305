import type { GetParametersRequest, GetParametersResult } from "@aws-sdk/client-ssm";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { validation } from "../errors.ts";
import { arnOf, readReference, versionOf } from "../names.ts";
import { presentParameter } from "../present.ts";
import type { SsmState } from "../state.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
export const getParameters = (
  state: SsmState,
  context: ServiceContext,
): Operation<GetParametersRequest, GetParametersResult> => ({
  access: (input) =>
    (input.Names ?? []).map((reference) => ({
      action: "ssm:GetParameters",
      resource: arnOf(readReference(reference).name, context.region, context.accountId),
    })),

  handle(input) {
    const references = [...new Set(input.Names ?? [])];
    if (references.length === 0 || references.length > 10) {
      throw validation(
        "1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have length less than or equal to 10",
      );
    }
    const found = references.map((reference) => {
      const { name, version } = readReference(reference);
      return { reference, version, parameter: state.parameters.get(name) };
    });
    return {
      Parameters: found.flatMap(({ parameter, version }) =>
        parameter
          ? [
              presentParameter(
                parameter,
                versionOf(parameter, version),
                input.WithDecryption === true,
                context,
              ),
            ]
          : [],
      ),
      InvalidParameters: found.flatMap(({ parameter, reference }) => (parameter ? [] : [reference])),
    };
  },
});

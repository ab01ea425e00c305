import type { GetParametersByPathRequest, GetParametersByPathResult } from "@aws-sdk/client-ssm";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { validation } from "../errors.ts";
import { arnOf } from "../names.ts";
import { presentParameter } from "../present.ts";
import { currentVersion, type SsmState } from "../state.ts";

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html */
export const getParametersByPath = (
  state: SsmState,
  context: ServiceContext,
): Operation<GetParametersByPathRequest, GetParametersByPathResult> => ({
  access: (input) => [
    {
      action: "ssm:GetParametersByPath",
      resource: arnOf(input.Path ?? "/", context.region, context.accountId),
    },
  ],

  handle(input) {
    const path = input.Path ?? "";
    if (!path.startsWith("/")) throw validation("The parameter path must begin with a slash.");
    const prefix = path.endsWith("/") ? path : `${path}/`;
    const size = input.MaxResults ?? 10;
    const all = state.parameters
      .list({ prefix, after: input.NextToken ?? "" })
      .filter(({ key }) => input.Recursive === true || !key.slice(prefix.length).includes("/"));
    const page = all.slice(0, size);
    return {
      Parameters: page.map(({ value }) =>
        presentParameter(value, currentVersion(value), input.WithDecryption === true, context),
      ),
      NextToken: all.length > size ? page.at(-1)?.key : undefined,
    };
  },
});

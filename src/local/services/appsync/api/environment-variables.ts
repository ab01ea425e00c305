import type {
  GetGraphqlApiEnvironmentVariablesRequest,
  GetGraphqlApiEnvironmentVariablesResponse,
  PutGraphqlApiEnvironmentVariablesRequest,
  PutGraphqlApiEnvironmentVariablesResponse,
} from "@aws-sdk/client-appsync";
import type { Operation } from "../../../kernel/service.ts";
import { arnOf } from "../arns.ts";
import { badRequest } from "../errors.ts";
import { apiOf, type Control } from "./control.ts";

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_PutGraphqlApiEnvironmentVariables.html */
export const putGraphqlApiEnvironmentVariables = (
  control: Control,
): Operation<PutGraphqlApiEnvironmentVariablesRequest, PutGraphqlApiEnvironmentVariablesResponse> => ({
  access: (input) => [
    {
      action: "appsync:PutGraphqlApiEnvironmentVariables",
      resource: arnOf(control.context, input.apiId ?? ""),
    },
  ],
  handle(input) {
    const stored = apiOf(control, input.apiId);
    const environment = input.environmentVariables ?? {};
    const names = Object.keys(environment);
    if (names.length > 50) throw badRequest("An API has at most 50 environment variables.");
    const wrong = names.find((name) => !/^[A-Za-z]\w{1,63}$/.test(name));
    if (wrong !== undefined) throw badRequest(`${wrong} is no valid name of an environment variable.`);
    if (Object.values(environment).some((value) => value.length > 512))
      throw badRequest("Environment variables have at most 512 characters.");
    control.state.apis.put(stored.api.apiId, { ...stored, environment });
    control.changed(stored.api.apiId);
    return { environmentVariables: environment };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetGraphqlApiEnvironmentVariables.html */
export const getGraphqlApiEnvironmentVariables = (
  control: Control,
): Operation<GetGraphqlApiEnvironmentVariablesRequest, GetGraphqlApiEnvironmentVariablesResponse> => ({
  access: (input) => [
    {
      action: "appsync:GetGraphqlApiEnvironmentVariables",
      resource: arnOf(control.context, input.apiId ?? ""),
    },
  ],
  handle: (input) => ({ environmentVariables: { ...apiOf(control, input.apiId).environment } }),
});

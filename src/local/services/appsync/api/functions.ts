import type {
  CreateFunctionRequest,
  CreateFunctionResponse,
  DeleteFunctionRequest,
  FunctionConfiguration,
  GetFunctionRequest,
  GetFunctionResponse,
  ListFunctionsRequest,
  ListFunctionsResponse,
  ListResolversByFunctionRequest,
  ListResolversByFunctionResponse,
  UpdateFunctionRequest,
  UpdateFunctionResponse,
} from "@aws-sdk/client-appsync";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { arnOf } from "../arns.ts";
import { badRequest, notFound } from "../errors.ts";
import { allOf } from "../state.ts";
import { checkCode } from "./check-code.ts";
import { apiOf, type Control, pageOf, said } from "./control.ts";
import { dataSourceOf } from "./data-sources.ts";

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateFunction.html */
export const createFunction = (
  control: Control,
): Operation<CreateFunctionRequest, CreateFunctionResponse> => ({
  access: (input) => access(control, "CreateFunction", input.apiId),
  handle: (input) => ({ functionConfiguration: write(control, control.context.ids.lower(26), input) }),
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_UpdateFunction.html */
export const updateFunction = (
  control: Control,
): Operation<UpdateFunctionRequest, UpdateFunctionResponse> => ({
  access: (input) => access(control, "UpdateFunction", input.apiId),
  handle(input) {
    const { functionId = "" } = functionOf(control, input.apiId, input.functionId);
    return { functionConfiguration: write(control, functionId, input) };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetFunction.html */
export const getFunction = (control: Control): Operation<GetFunctionRequest, GetFunctionResponse> => ({
  access: (input) => access(control, "GetFunction", input.apiId),
  handle: (input) => ({ functionConfiguration: functionOf(control, input.apiId, input.functionId) }),
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListFunctions.html */
export const listFunctions = (control: Control): Operation<ListFunctionsRequest, ListFunctionsResponse> => ({
  access: (input) => access(control, "ListFunctions", input.apiId),
  handle(input) {
    apiOf(control, input.apiId);
    const { page, nextToken } = pageOf(allOf(control.state.functions, input.apiId ?? ""), input);
    return { functions: page, nextToken };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListResolversByFunction.html */
export const listResolversByFunction = (
  control: Control,
): Operation<ListResolversByFunctionRequest, ListResolversByFunctionResponse> => ({
  access: (input) => access(control, "ListResolversByFunction", input.apiId),
  handle(input) {
    functionOf(control, input.apiId, input.functionId);
    const { page, nextToken } = pageOf(usersOf(control, input.apiId ?? "", input.functionId ?? ""), input);
    return { resolvers: page, nextToken };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_DeleteFunction.html */
export const deleteFunction = (control: Control): Operation<DeleteFunctionRequest> => ({
  access: (input) => access(control, "DeleteFunction", input.apiId),
  handle(input) {
    const { apiId = "", functionId = "" } = input;
    functionOf(control, apiId, functionId);
    if (usersOf(control, apiId, functionId).length > 0)
      throw badRequest("Cannot delete a function which is currently used by a resolver.");
    control.state.functions.delete(`${apiId}/${functionId}`);
    control.changed(apiId);
    return {};
  },
});

/** @throws WireError NotFoundException */
export function functionOf(
  control: Pick<Control, "state">,
  apiId: string | undefined,
  functionId: string | undefined,
): FunctionConfiguration {
  apiOf(control, apiId);
  const found = control.state.functions.get(`${apiId}/${functionId}`);
  if (found === undefined) throw notFound(`Function ${functionId} not found.`);
  return found;
}

function usersOf({ state }: Control, apiId: string, functionId: string) {
  return allOf(state.resolvers, apiId).filter((each) => each.pipelineConfig?.functions?.includes(functionId));
}

const access = ({ context }: Control, operation: string, apiId: string | undefined) => [
  { action: `appsync:${operation}`, resource: arnOf(context, apiId ?? "") },
];

function write(control: Control, functionId: string, input: CreateFunctionRequest): FunctionConfiguration {
  const { apiId = "", ...rest } = input;
  dataSourceOf(control, apiId, input.dataSourceName);
  if (input.syncConfig) throw notSupportedHere("conflict detection of versioned data sources");
  if (!/^[_A-Za-z][_0-9A-Za-z]*$/.test(input.name ?? "")) throw badRequest(`${input.name} is no valid name.`);
  checkCode(input, false);
  const functionArn = arnOf(control.context, apiId, `functions/${functionId}`);
  const configuration = said({ ...rest, functionId, functionArn });
  control.state.functions.put(`${apiId}/${functionId}`, configuration);
  control.changed(apiId);
  return configuration;
}

import type {
  CreateDataSourceRequest,
  CreateDataSourceResponse,
  DataSource,
  DeleteDataSourceRequest,
  GetDataSourceRequest,
  GetDataSourceResponse,
  ListDataSourcesRequest,
  ListDataSourcesResponse,
  UpdateDataSourceRequest,
  UpdateDataSourceResponse,
} from "@aws-sdk/client-appsync";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { arnOf } from "../arns.ts";
import { badRequest, notFound } from "../errors.ts";
import { allOf } from "../state.ts";
import { apiOf, type Control, pageOf, said } from "./control.ts";

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateDataSource.html */
export const createDataSource = (
  control: Control,
): Operation<CreateDataSourceRequest, CreateDataSourceResponse> => ({
  access: (input) => access(control, "CreateDataSource", input.apiId),
  handle(input) {
    const { state } = control;
    apiOf(control, input.apiId);
    if (state.dataSources.get(`${input.apiId}/${input.name}`) !== undefined)
      throw badRequest(`Data source with name ${input.name} already exists`);
    return { dataSource: write(control, input) };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_UpdateDataSource.html */
export const updateDataSource = (
  control: Control,
): Operation<UpdateDataSourceRequest, UpdateDataSourceResponse> => ({
  access: (input) => access(control, "UpdateDataSource", input.apiId),
  handle(input) {
    dataSourceOf(control, input.apiId, input.name);
    return { dataSource: write(control, input) };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetDataSource.html */
export const getDataSource = (control: Control): Operation<GetDataSourceRequest, GetDataSourceResponse> => ({
  access: (input) => access(control, "GetDataSource", input.apiId),
  handle: (input) => ({ dataSource: dataSourceOf(control, input.apiId, input.name) }),
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListDataSources.html */
export const listDataSources = (
  control: Control,
): Operation<ListDataSourcesRequest, ListDataSourcesResponse> => ({
  access: (input) => access(control, "ListDataSources", input.apiId),
  handle(input) {
    apiOf(control, input.apiId);
    const { page, nextToken } = pageOf(allOf(control.state.dataSources, input.apiId ?? ""), input);
    return { dataSources: page, nextToken };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_DeleteDataSource.html */
export const deleteDataSource = (control: Control): Operation<DeleteDataSourceRequest> => ({
  access: (input) => access(control, "DeleteDataSource", input.apiId),
  handle(input) {
    const { state, changed } = control;
    dataSourceOf(control, input.apiId, input.name);
    const users = allOf(state.functions, input.apiId ?? "").filter(
      (each) => each.dataSourceName === input.name,
    );
    const resolvers = allOf(state.resolvers, input.apiId ?? "").filter(
      (each) => each.dataSourceName === input.name,
    );
    if (users.length + resolvers.length > 0)
      throw badRequest(`Cannot delete data source ${input.name}: it is used by resolvers or functions.`);
    state.dataSources.delete(`${input.apiId}/${input.name}`);
    changed(input.apiId ?? "");
    return {};
  },
});

const access = ({ context }: Control, operation: string, apiId: string | undefined) => [
  { action: `appsync:${operation}`, resource: arnOf(context, apiId ?? "") },
];

/** @throws WireError NotFoundException */
export function dataSourceOf(
  control: Pick<Control, "state">,
  apiId: string | undefined,
  name: string | undefined,
): DataSource {
  apiOf(control, apiId);
  const found = control.state.dataSources.get(`${apiId}/${name}`);
  if (found === undefined) throw notFound(`No data source found named ${name}`);
  return found;
}

function write({ state, context, changed }: Control, input: CreateDataSourceRequest): DataSource {
  const { apiId = "", name = "", ...rest } = input;
  if (!/^[_A-Za-z][_0-9A-Za-z]{0,65535}$/.test(name)) throw badRequest(`${name} is no valid name.`);
  check(input);
  const dataSource = said({ ...rest, name, dataSourceArn: arnOf(context, apiId, `datasources/${name}`) });
  state.dataSources.put(`${apiId}/${name}`, dataSource);
  changed(apiId);
  return dataSource;
}

function check(input: CreateDataSourceRequest): void {
  const needed: Record<string, unknown> = {
    AMAZON_DYNAMODB: input.dynamodbConfig,
    AWS_LAMBDA: input.lambdaConfig,
    HTTP: input.httpConfig,
    AMAZON_EVENTBRIDGE: input.eventBridgeConfig,
    NONE: {},
  };
  const type = String(input.type);
  if (!(type in needed)) throw notSupportedHere(`AppSync data sources of type ${type}`);
  if (!needed[type]) throw badRequest(`The configuration of the ${type} data source is missing.`);
  if (input.dynamodbConfig?.versioned) throw notSupportedHere("versioned DynamoDB data sources");
  checkHttp(input);
  if (/^(AMAZON_DYNAMODB|AWS_LAMBDA|AMAZON_EVENTBRIDGE)$/.test(type) && !input.serviceRoleArn)
    throw badRequest("A service role is required for this data source.");
}

function checkHttp({ httpConfig, serviceRoleArn }: CreateDataSourceRequest): void {
  if (httpConfig === undefined) return;
  const { endpoint = "", authorizationConfig } = httpConfig;
  if (!/^https?:\/\/[^/]+/.test(endpoint))
    throw badRequest("The endpoint of the HTTP data source must be an absolute URL.");
  if (authorizationConfig === undefined) return;
  if (authorizationConfig.authorizationType !== "AWS_IAM")
    throw badRequest("The authorization type of an HTTP data source must be AWS_IAM.");
  const { signingRegion, signingServiceName } = authorizationConfig.awsIamConfig ?? {};
  if (!signingRegion || !signingServiceName)
    throw badRequest("The signing region and service name of the HTTP data source are missing.");
  if (!serviceRoleArn)
    throw badRequest("A service role is required to sign requests of an HTTP data source.");
}

import type {
  AdditionalAuthenticationProvider,
  CreateGraphqlApiRequest,
  CreateGraphqlApiResponse,
  DeleteGraphqlApiRequest,
  GetGraphqlApiRequest,
  GetGraphqlApiResponse,
  GraphqlApi,
  ListGraphqlApisRequest,
  ListGraphqlApisResponse,
  UpdateGraphqlApiRequest,
  UpdateGraphqlApiResponse,
} from "@aws-sdk/client-appsync";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { anyApi, arnOf } from "../arns.ts";
import { badRequest } from "../errors.ts";
import type { StoredApi } from "../state.ts";
import { apiOf, type Control, pageOf, said } from "./control.ts";

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateGraphqlApi.html */
export const createGraphqlApi = ({
  state,
  context,
}: Control): Operation<CreateGraphqlApiRequest, CreateGraphqlApiResponse> => ({
  access: () => [{ action: "appsync:CreateGraphqlApi", resource: anyApi(context) }],
  handle(input) {
    check(input);
    const apiId = context.ids.lower(26);
    const graphqlApi = said({
      introspectionConfig: "ENABLED" as const,
      queryDepthLimit: 0,
      resolverCountLimit: 0,
      xrayEnabled: false,
      visibility: "GLOBAL" as const,
      apiType: "GRAPHQL" as const,
      owner: context.accountId,
      ...said(input),
      apiId,
      arn: arnOf(context, apiId),
    });
    state.apis.put(apiId, { api: graphqlApi, environment: {}, schema: null });
    return { graphqlApi: present(context, graphqlApi) };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_UpdateGraphqlApi.html */
export const updateGraphqlApi = ({
  state,
  context,
  changed,
}: Control): Operation<UpdateGraphqlApiRequest, UpdateGraphqlApiResponse> => ({
  access: (input) => [{ action: "appsync:UpdateGraphqlApi", resource: arnOf(context, input.apiId ?? "") }],
  handle(input) {
    const stored = apiOf({ state }, input.apiId);
    check(input);
    const { apiId, arn, tags, visibility, apiType, owner } = stored.api;
    const kept = said({ apiId, arn, tags, visibility, apiType, owner });
    const initial = { introspectionConfig: "ENABLED" as const, queryDepthLimit: 0, resolverCountLimit: 0 };
    const graphqlApi = { ...initial, xrayEnabled: false, ...said(input), ...kept };
    state.apis.put(apiId, { ...stored, api: graphqlApi });
    changed(apiId);
    return { graphqlApi: present(context, graphqlApi) };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_GetGraphqlApi.html */
export const getGraphqlApi = ({
  state,
  context,
}: Control): Operation<GetGraphqlApiRequest, GetGraphqlApiResponse> => ({
  access: (input) => [{ action: "appsync:GetGraphqlApi", resource: arnOf(context, input.apiId ?? "") }],
  handle: (input) => ({ graphqlApi: present(context, apiOf({ state }, input.apiId).api) }),
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_ListGraphqlApis.html */
export const listGraphqlApis = ({
  state,
  context,
}: Control): Operation<ListGraphqlApisRequest, ListGraphqlApisResponse> => ({
  access: () => [{ action: "appsync:ListGraphqlApis", resource: anyApi(context) }],
  handle(input) {
    const { page, nextToken } = pageOf(state.apis.list(), input);
    return { graphqlApis: page.map(({ value }) => present(context, value.api)), nextToken };
  },
});

/** https://docs.aws.amazon.com/appsync/latest/APIReference/API_DeleteGraphqlApi.html */
export const deleteGraphqlApi = ({
  state,
  context,
  changed,
}: Control): Operation<DeleteGraphqlApiRequest> => ({
  access: (input) => [{ action: "appsync:DeleteGraphqlApi", resource: arnOf(context, input.apiId ?? "") }],
  handle(input) {
    const { apiId } = apiOf({ state }, input.apiId).api;
    context.store.transaction(() => {
      for (const each of [state.dataSources, state.functions, state.resolvers, state.apiKeys]) {
        for (const { key } of each.list({ prefix: `${apiId}/` })) each.delete(key);
      }
      state.apis.delete(apiId);
    });
    changed(apiId);
    return {};
  },
});

/** The addresses are not kept: the cloud may listen elsewhere tomorrow. */
function present(context: ServiceContext, api: StoredApi["api"]): GraphqlApi {
  const url = `${context.baseUrl()}/graphql/${api.apiId}`;
  const { host } = new URL(url);
  return {
    ...api,
    uris: { GRAPHQL: url, REALTIME: `${url.replace(/^http/, "ws")}/realtime` },
    dns: { GRAPHQL: host, REALTIME: host },
  };
}

type Settings = Pick<
  CreateGraphqlApiRequest,
  | "authenticationType"
  | "userPoolConfig"
  | "openIDConnectConfig"
  | "lambdaAuthorizerConfig"
  | "additionalAuthenticationProviders"
  | "queryDepthLimit"
  | "resolverCountLimit"
> &
  Pick<GraphqlApi, "apiType" | "visibility">;

function check(input: Settings): void {
  if (input.apiType === "MERGED") throw notSupportedHere("merged GraphQL APIs");
  if (input.visibility === "PRIVATE") throw notSupportedHere("private GraphQL APIs");
  for (const provider of [input, ...(input.additionalAuthenticationProviders ?? [])]) checkProvider(provider);
  const range = (name: string, value: number | undefined, most: number) => {
    if (value !== undefined && (value < 0 || value > most))
      throw badRequest(`${name} must be between 0 and ${most}.`);
  };
  range("queryDepthLimit", input.queryDepthLimit, 75);
  range("resolverCountLimit", input.resolverCountLimit, 10_000);
}

function checkProvider(provider: AdditionalAuthenticationProvider): void {
  const needed = {
    AMAZON_COGNITO_USER_POOLS: provider.userPoolConfig,
    OPENID_CONNECT: provider.openIDConnectConfig,
    AWS_LAMBDA: provider.lambdaAuthorizerConfig,
  };
  const type = provider.authenticationType ?? "";
  if (type in needed && !needed[type as keyof typeof needed])
    throw badRequest(`The configuration of ${type} is missing.`);
}

import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { createApiKey, deleteApiKey, listApiKeys, updateApiKey } from "./api/api-keys.ts";
import type { Control } from "./api/control.ts";
import {
  createDataSource,
  deleteDataSource,
  getDataSource,
  listDataSources,
  updateDataSource,
} from "./api/data-sources.ts";
import {
  getGraphqlApiEnvironmentVariables,
  putGraphqlApiEnvironmentVariables,
} from "./api/environment-variables.ts";
import { evaluateCode } from "./api/evaluate-code.ts";
import {
  createFunction,
  deleteFunction,
  getFunction,
  listFunctions,
  listResolversByFunction,
  updateFunction,
} from "./api/functions.ts";
import {
  createGraphqlApi,
  deleteGraphqlApi,
  getGraphqlApi,
  listGraphqlApis,
  updateGraphqlApi,
} from "./api/graphql-apis.ts";
import {
  createResolver,
  deleteResolver,
  getResolver,
  listResolvers,
  updateResolver,
} from "./api/resolvers.ts";
import { getIntrospectionSchema, getSchemaCreationStatus, startSchemaCreation } from "./api/schemas.ts";
import { listTagsForResource, tagResource, untagResource } from "./api/tags.ts";
import { authenticator } from "./auth/authenticate.ts";
import { createEngine, type Engine } from "./execution/engine.ts";
import { codeCache } from "./execution/resolver-runner.ts";
import { graphqlHttp } from "./http.ts";
import { requestLog } from "./logs/request-log.ts";
import { apiMetrics } from "./metrics/api-metrics.ts";
import model from "./model.gen.json" with { type: "json" };
import { realtime } from "./realtime/accept.ts";
import { subscriptionHub } from "./realtime/hub.ts";
import { appSyncResources } from "./resources/index.ts";
import { appSyncState } from "./state.ts";

/** AppSync: GraphQL APIs with APPSYNC_JS resolvers, and their subscriptions. */
export function appSync(context: ServiceContext): Service {
  const state = appSyncState(context.store);
  const engines = new Map<string, Engine>();
  const control: Control = { state, context, changed: (apiId) => void engines.delete(apiId) };
  const compile = codeCache(context);
  const hub = subscriptionHub();
  const log = requestLog(context);
  const metrics = apiMetrics(context);
  const authenticate = authenticator(state, context);
  const engine = (apiId: string): Engine | null => {
    const known = engines.get(apiId);
    if (known !== undefined) return known;
    const stored = state.apis.get(apiId);
    if (stored?.schema == null || stored.schema.definition === "") return null;
    const fresh = createEngine(stored, state, context, compile);
    engines.set(apiId, fresh);
    return fresh;
  };
  const sockets = realtime({ stored: (apiId) => state.apis.get(apiId), engine, authenticate, hub });

  return {
    name: "appsync",
    models: [model as unknown as ServiceModel],
    operations: {
      CreateApiKey: createApiKey(control),
      CreateDataSource: createDataSource(control),
      CreateFunction: createFunction(control),
      CreateGraphqlApi: createGraphqlApi(control),
      CreateResolver: createResolver(control),
      DeleteApiKey: deleteApiKey(control),
      DeleteDataSource: deleteDataSource(control),
      DeleteFunction: deleteFunction(control),
      DeleteGraphqlApi: deleteGraphqlApi(control),
      DeleteResolver: deleteResolver(control),
      EvaluateCode: evaluateCode(control),
      GetDataSource: getDataSource(control),
      GetFunction: getFunction(control),
      GetGraphqlApi: getGraphqlApi(control),
      GetGraphqlApiEnvironmentVariables: getGraphqlApiEnvironmentVariables(control),
      GetIntrospectionSchema: getIntrospectionSchema(control),
      GetResolver: getResolver(control),
      GetSchemaCreationStatus: getSchemaCreationStatus(control),
      ListApiKeys: listApiKeys(control),
      ListDataSources: listDataSources(control),
      ListFunctions: listFunctions(control),
      ListGraphqlApis: listGraphqlApis(control),
      ListResolvers: listResolvers(control),
      ListResolversByFunction: listResolversByFunction(control),
      ListTagsForResource: listTagsForResource(control),
      PutGraphqlApiEnvironmentVariables: putGraphqlApiEnvironmentVariables(control),
      StartSchemaCreation: startSchemaCreation(control),
      TagResource: tagResource(control),
      UntagResource: untagResource(control),
      UpdateApiKey: updateApiKey(control),
      UpdateDataSource: updateDataSource(control),
      UpdateFunction: updateFunction(control),
      UpdateGraphqlApi: updateGraphqlApi(control),
      UpdateResolver: updateResolver(control),
    },
    resources: appSyncResources,
    http: graphqlHttp({ state, context, authenticate, engine, hub, log, metrics }),
    httpFirst: true,
    upgrade: sockets.upgrade,
    start: () => metrics.start(),
    async stop() {
      sockets.close();
      await log.close();
      await metrics.stop();
    },
  };
}

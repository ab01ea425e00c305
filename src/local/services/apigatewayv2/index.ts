import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { recordOperations } from "./api/records.ts";
import { httpApis } from "./http.ts";
import model from "./model.gen.json" with { type: "json" };
import { apiGatewayResources } from "./resources/index.ts";
import { apiGatewayState } from "./state.ts";

/** API Gateway v2: HTTP APIs with Lambda functions behind them and JWT authorizers before. */
export function apiGatewayV2(context: ServiceContext): Service {
  const state = apiGatewayState(context.store);
  const apis = httpApis(state, context);
  return {
    name: "apigatewayv2",
    models: [model as unknown as ServiceModel],
    operations: {
      ...recordOperations("Api", state, context),
      ...recordOperations("Authorizer", state, context),
      ...recordOperations("Integration", state, context),
      ...recordOperations("Route", state, context),
      ...recordOperations("Stage", state, context),
    },
    resources: apiGatewayResources,
    http: apis.handle,
    httpFirst: true,
    start: apis.start,
    stop: apis.close,
  };
}

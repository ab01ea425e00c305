import { asService } from "../../kernel/callers.ts";
import { type Metrics, serviceMetrics } from "../../kernel/metrics.ts";
import type { ServiceContext } from "../../kernel/service.ts";

/** By API. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html */
export function apiMetrics(context: ServiceContext): Metrics {
  return serviceMetrics(context, {
    namespace: "AWS/ApiGateway",
    dimension: "ApiId",
    units: { Latency: "Milliseconds", IntegrationLatency: "Milliseconds" },
    callerFor: (apiId) =>
      asService("apigateway.amazonaws.com", `arn:aws:apigateway:${context.region}::/apis/${apiId}`, context),
  });
}

import { asService } from "../../../kernel/callers.ts";
import { type Metrics, serviceMetrics } from "../../../kernel/metrics.ts";
import type { ServiceContext } from "../../../kernel/service.ts";
import { arnOf } from "../arns.ts";

/** By API. https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html#cw-metrics */
export function apiMetrics(context: ServiceContext): Metrics {
  return serviceMetrics(context, {
    namespace: "AWS/AppSync",
    dimension: "GraphQLAPIId",
    units: { Latency: "Milliseconds" },
    callerFor: (apiId) => asService("appsync.amazonaws.com", arnOf(context, apiId), context),
  });
}

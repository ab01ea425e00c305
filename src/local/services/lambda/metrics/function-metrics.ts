import { asService } from "../../../kernel/callers.ts";
import { type Metrics, serviceMetrics } from "../../../kernel/metrics.ts";
import type { ServiceContext } from "../../../kernel/service.ts";
import { functionArn } from "../functions.ts";

/** By function. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export function functionMetrics(context: ServiceContext): Metrics {
  return serviceMetrics(context, {
    namespace: "AWS/Lambda",
    dimension: "FunctionName",
    units: { Duration: "Milliseconds", IteratorAge: "Milliseconds" },
    callerFor: (name) => asService("lambda.amazonaws.com", functionArn(name, null, context), context),
  });
}

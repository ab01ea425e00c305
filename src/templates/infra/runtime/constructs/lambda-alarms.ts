import type { Construct } from "constructs";
import { Alarm } from "./alarm.ts";
import type { LambdaFunction } from "./lambda-function.ts";
import { lambdaMetric } from "./metrics.ts";

/** Rings when a function fails or is not allowed to start. */
export function watchFailures(
  scope: Construct,
  id: string,
  watched: LambdaFunction,
  topicArn: string,
): Alarm {
  const { functionName } = watched;
  return new Alarm(scope, id, {
    description: `${functionName} fails or is throttled. Its log group: ${watched.logGroup.logGroupName}`,
    metrics: [lambdaMetric(functionName, "Errors"), lambdaMetric(functionName, "Throttles")],
    over: 0,
    periods: 2,
    topicArn,
  });
}

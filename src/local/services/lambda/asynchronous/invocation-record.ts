import type { Execution } from "../execution/executor.ts";
import type { Target } from "../functions.ts";
import type { QueuedEvent } from "../state.ts";

export type Condition = "Success" | "RetriesExhausted" | "EventAgeExceeded";

/**
 * What destinations of asynchronous invocations are told.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 *
 * @param execution the last one; null: there was none
 * @param now milliseconds since 1970
 */
export function invocationRecord(
  event: QueuedEvent,
  target: Target,
  condition: Condition,
  execution: Execution | null,
  now: number,
): object {
  const { version } = target.configuration;
  const base = target.arn.replace(/:(\$LATEST|\d+)$/, "");
  return {
    version: "1.0",
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId: event.requestId,
      functionArn: `${base}:${event.qualifier}`,
      condition,
      approximateInvokeCount: event.attempts,
    },
    requestPayload: JSON.parse(event.payload),
    ...(execution !== null && {
      responseContext: {
        statusCode: 200,
        executedVersion: version,
        ...(execution.error !== null && { functionError: "Unhandled" }),
      },
      responsePayload: JSON.parse(Buffer.from(execution.payload).toString("utf8")),
    }),
  };
}

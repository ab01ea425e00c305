import { asService } from "../../kernel/callers.ts";
import type { ServiceContext } from "../../kernel/service.ts";
import type { SqsState } from "./state.ts";

/** What SQS tells CloudWatch, once a minute. */
export interface QueueMetrics {
  count(queue: string, metric: string, value: number): void;
  publish(): Promise<void>;
}

const minute = 60_000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
export function queueMetrics(
  state: SqsState,
  context: ServiceContext,
  arn: (name: string) => string,
): QueueMetrics {
  const counted = new Map<string, Map<string, number>>();
  let published = Math.floor(context.clock.now() / minute);
  return {
    count(queue, metric, value) {
      if (value === 0) return;
      const ofQueue = counted.get(queue) ?? new Map<string, number>();
      counted.set(queue, ofQueue);
      ofQueue.set(metric, (ofQueue.get(metric) ?? 0) + value);
    },

    async publish() {
      const now = context.clock.now();
      if (Math.floor(now / minute) === published) return;
      published = Math.floor(now / minute);
      for (const { key: queue } of state.queues.list()) {
        const { visible, inFlight, delayed } = state.messages.counts(queue, now);
        const values = new Map([
          ["ApproximateNumberOfMessagesVisible", visible],
          ["ApproximateNumberOfMessagesNotVisible", inFlight],
          ["ApproximateNumberOfMessagesDelayed", delayed],
          ["ApproximateAgeOfOldestMessage", (now - (state.messages.oldest(queue) ?? now)) / 1000],
          ...(counted.get(queue) ?? []),
        ]);
        counted.delete(queue);
        const MetricData = [...values].map(([MetricName, Value]) => ({
          MetricName,
          Value,
          Unit: MetricName === "ApproximateAgeOfOldestMessage" ? "Seconds" : "Count",
          Timestamp: new Date(now),
          Dimensions: [{ Name: "QueueName", Value: queue }],
        }));
        const caller = asService("sqs.amazonaws.com", arn(queue), context);
        await context.call("cloudwatch", "PutMetricData", { Namespace: "AWS/SQS", MetricData }, caller);
      }
    },
  };
}

import { asService } from "../../../kernel/callers.ts";
import { poller } from "../../../kernel/poller.ts";
import type { ServiceContext } from "../../../kernel/service.ts";
import { functionArn } from "../functions.ts";

/** What Lambda tells CloudWatch of a function. */
export interface FunctionMetrics {
  /** One value of each metric named. */
  note(functionName: string, values: Readonly<Record<string, number>>): void;
  start(): void;
  /** Tells what is left to tell. */
  stop(): Promise<void>;
}

/** AWS tells them every minute; here nobody should have to wait so long to see an error in a dashboard. */
const publishEvery = 2000;
const mostValues = 150;
const units: Readonly<Record<string, string>> = { Duration: "Milliseconds", IteratorAge: "Milliseconds" };

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html. What was not told yet ends with the process. */
export function functionMetrics(context: ServiceContext): FunctionMetrics {
  /** How often each value was seen, by metric, by function. */
  const noted = new Map<string, Map<string, Map<number, number>>>();
  const rounds = poller(publishEvery, publish, (error) => context.log(`lambda: ${String(error)}`));

  async function publish(): Promise<void> {
    for (const [functionName, metrics] of [...noted]) {
      noted.delete(functionName);
      const caller = asService("lambda.amazonaws.com", functionArn(functionName, null, context), context);
      const MetricData = [...metrics].flatMap(([name, counts]) => data(functionName, name, [...counts]));
      await context.call("cloudwatch", "PutMetricData", { Namespace: "AWS/Lambda", MetricData }, caller);
    }
  }

  function data(functionName: string, MetricName: string, counts: readonly (readonly [number, number])[]) {
    const found = [];
    for (let from = 0; from < counts.length; from += mostValues) {
      const part = counts.slice(from, from + mostValues);
      found.push({
        MetricName,
        Dimensions: [{ Name: "FunctionName", Value: functionName }],
        Timestamp: new Date(context.clock.now()),
        Unit: units[MetricName] ?? "Count",
        Values: part.map(([value]) => value),
        Counts: part.map(([, count]) => count),
      });
    }
    return found;
  }

  return {
    note(functionName, values) {
      const metrics = noted.get(functionName) ?? new Map<string, Map<number, number>>();
      noted.set(functionName, metrics);
      for (const [name, value] of Object.entries(values)) {
        const counts = metrics.get(name) ?? new Map<number, number>();
        metrics.set(name, counts);
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    },
    start: () => rounds.start(),
    async stop() {
      await rounds.stop();
      await publish();
    },
  };
}

import { poller } from "./poller.ts";
import type { Caller, ServiceContext } from "./service.ts";

/** What a service tells CloudWatch of its resources. */
export interface Metrics {
  /** One value of each metric named. */
  note(resource: string, values: Readonly<Record<string, number>>): void;
  start(): void;
  /** Tells what is left to tell. */
  stop(): Promise<void>;
}

export interface MetricsOptions {
  /** `AWS/Lambda` */
  readonly namespace: string;
  /** The dimension that names a resource: `FunctionName`. */
  readonly dimension: string;
  /** Of those that are no counts. */
  readonly units: Readonly<Record<string, string>>;
  /** Who tells of a resource. */
  callerFor(resource: string): Caller;
}

/** Whose fault it is that a request failed, as values of the two metrics that count such requests. */
export function faultOf(status: number): { readonly client: number; readonly server: number } {
  return { client: status >= 400 && status < 500 ? 1 : 0, server: status >= 500 ? 1 : 0 };
}

/** AWS tells them every minute; here nobody should have to wait so long to see an error in a dashboard. */
const publishEvery = 2000;
const mostValues = 150;

/** Gathers values and tells them to CloudWatch every two seconds. What was not told yet ends with the process. */
export function serviceMetrics(context: ServiceContext, options: MetricsOptions): Metrics {
  const { namespace, dimension, units, callerFor } = options;
  /** How often each value was seen, by metric, by resource. */
  const noted = new Map<string, Map<string, Map<number, number>>>();
  const rounds = poller(publishEvery, publish, (error) => context.log(`${namespace}: ${String(error)}`));

  async function publish(): Promise<void> {
    for (const [resource, metrics] of [...noted]) {
      noted.delete(resource);
      const MetricData = [...metrics].flatMap(([name, counts]) => data(resource, name, [...counts]));
      const input = { Namespace: namespace, MetricData };
      await context.call("cloudwatch", "PutMetricData", input, callerFor(resource));
    }
  }

  function data(resource: string, MetricName: string, counts: readonly (readonly [number, number])[]) {
    const found = [];
    for (let from = 0; from < counts.length; from += mostValues) {
      const part = counts.slice(from, from + mostValues);
      found.push({
        MetricName,
        Dimensions: [{ Name: dimension, Value: resource }],
        Timestamp: new Date(context.clock.now()),
        Unit: units[MetricName] ?? "Count",
        Values: part.map(([value]) => value),
        Counts: part.map(([, count]) => count),
      });
    }
    return found;
  }

  return {
    note(resource, values) {
      const metrics = noted.get(resource) ?? new Map<string, Map<number, number>>();
      noted.set(resource, metrics);
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

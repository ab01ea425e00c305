import { asService } from "../../../kernel/callers.ts";
import type { ServiceContext } from "../../../kernel/service.ts";
import { arnOf } from "../groups.ts";
import type { LogsState } from "../state.ts";
import { embeddedMetrics, type MetricValue } from "./embedded-metrics.ts";
import { filteredMetrics } from "./filtered-metrics.ts";

type Events = readonly { readonly timestamp: number; readonly message: string }[];

const mostCompiled = 500;
const mostData = 1000;

/** Tells CloudWatch of the metrics in events as they come in: by the group's metric filters, and embedded in them. */
export function logMetrics(
  state: LogsState,
  context: ServiceContext,
): (group: string, events: Events) => void {
  const compiled = new Map<string, ReturnType<typeof filteredMetrics>>();

  function filtersOf(group: string) {
    return state.metricFilters.list({ prefix: `${group}\n` }).map(({ value }) => {
      const key = JSON.stringify(value);
      const known = compiled.get(key) ?? filteredMetrics(value);
      if (compiled.size >= mostCompiled) compiled.clear();
      compiled.set(key, known);
      return known;
    });
  }

  async function publish(group: string, values: readonly MetricValue[]): Promise<void> {
    const caller = asService("logs.amazonaws.com", arnOf(group, context), context);
    for (const [Namespace, found] of Map.groupBy(values, ({ namespace }) => namespace)) {
      for (let from = 0; from < found.length; from += mostData) {
        const MetricData = found.slice(from, from + mostData).map((each) => ({
          MetricName: each.name,
          Unit: each.unit,
          Values: each.values,
          Timestamp: new Date(each.timestamp),
          Dimensions: Object.entries(each.dimensions).map(([Name, Value]) => ({ Name, Value })),
        }));
        await context.call("cloudwatch", "PutMetricData", { Namespace, MetricData }, caller);
      }
    }
  }

  return (group, events) => {
    const values = [
      ...filtersOf(group).flatMap((metrics) => metrics(events)),
      ...events.flatMap(({ message }) => embeddedMetrics(message)),
    ].filter(({ namespace }) => !namespace.startsWith("AWS/"));
    if (values.length === 0) return;
    publish(group, values).catch((error) => context.log(`logs: metrics of ${group}: ${String(error)}`));
  };
}

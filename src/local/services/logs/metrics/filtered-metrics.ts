import type { MetricTransformation } from "@aws-sdk/client-cloudwatch-logs";
import { filterPattern } from "../filter/filter-pattern.ts";
import { jsonReader } from "../filter/json-pattern.ts";
import { columnReader } from "../filter/space-delimited-pattern.ts";
import type { MetricFilter } from "../state.ts";
import type { MetricValue } from "./embedded-metrics.ts";

type Reader = (message: string) => unknown;

interface Event {
  readonly timestamp: number;
  readonly message: string;
}

const number = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;

/**
 * What a metric filter makes of events: a value of each that matches, or its default value where none does.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html
 */
export function filteredMetrics(filter: MetricFilter): (events: readonly Event[]) => MetricValue[] {
  const matches = filterPattern(filter.filterPattern);
  const transformations = (filter.metricTransformations as MetricTransformation[]).map((each) => ({
    namespace: each.metricNamespace ?? "",
    name: each.metricName ?? "",
    unit: each.unit,
    fallback: each.defaultValue,
    value: readerOf(filter.filterPattern, each.metricValue ?? "1"),
    dimensions: Object.entries(each.dimensions ?? {}).map(
      ([name, from]) => [name, readerOf(filter.filterPattern, from)] as const,
    ),
  }));
  return (events) => {
    const found = events.filter(({ message }) => matches(message));
    return transformations.flatMap(({ namespace, name, unit, fallback, value, dimensions }) => {
      const common = { namespace, name, unit };
      const last = events.at(-1);
      if (found.length === 0 && fallback !== undefined && last !== undefined)
        return [{ ...common, dimensions: {}, values: [fallback], timestamp: last.timestamp }];
      return found.flatMap(({ message, timestamp }) => {
        const read = numberOf(value(message));
        const named = dimensions.map(([key, reader]) => [key, textOf(reader(message))] as const);
        // An event without the value, or without one of the dimensions, is not counted.
        if (read === null || named.some(([, text]) => text === null)) return [];
        return [
          {
            ...common,
            dimensions: Object.fromEntries(named) as Record<string, string>,
            values: [read],
            timestamp,
          },
        ];
      });
    });
  };
}

/** `1`, `$.bytes` of an event in JSON, `$bytes` of a line with columns. */
function readerOf(pattern: string, text: string): Reader {
  if (!text.startsWith("$")) return () => text;
  return pattern.trim().startsWith("[") ? columnReader(pattern.trim(), text.slice(1)) : jsonReader(text);
}

function numberOf(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return typeof value === "string" && number.test(value) ? Number(value) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : null;
}

/** One metric's value, with where it belongs. */
export interface MetricValue {
  readonly namespace: string;
  readonly name: string;
  readonly unit: string | undefined;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly values: readonly number[];
  /** Milliseconds since 1970. */
  readonly timestamp: number;
}

const mostValues = 100;
const mostDimensions = 30;

/**
 * The metrics that a log event carries in the embedded metric format. What is not of that form carries none, as on AWS.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(message: string): MetricValue[] {
  // Most events are no JSON at all.
  if (!message.includes('"CloudWatchMetrics"')) return [];
  const root = parsed(message);
  const about = record(root?.["_aws"]);
  const timestamp = about?.["Timestamp"];
  if (root === null || about === null || typeof timestamp !== "number") return [];
  return list(about["CloudWatchMetrics"]).flatMap((directive) => {
    const { Namespace: namespace, Dimensions, Metrics } = record(directive) ?? {};
    if (typeof namespace !== "string" || namespace === "") return [];
    return list(Dimensions).flatMap((names) => {
      const dimensions = dimensionsOf(root, list(names));
      if (dimensions === null) return [];
      return list(Metrics).flatMap((definition) => {
        const { Name: name, Unit } = record(definition) ?? {};
        if (typeof name !== "string") return [];
        const values = (Array.isArray(root[name]) ? root[name] : [root[name]]).filter(
          (value: unknown): value is number => typeof value === "number" && Number.isFinite(value),
        );
        if (values.length === 0) return [];
        const unit = typeof Unit === "string" ? Unit : undefined;
        return [{ namespace, name, unit, dimensions, values: values.slice(0, mostValues), timestamp }];
      });
    });
  });
}

/** Null: one that is named is not there. */
function dimensionsOf(
  root: Readonly<Record<string, unknown>>,
  names: readonly unknown[],
): Record<string, string> | null {
  if (names.length > mostDimensions) return null;
  const entries = names.map((name) => [String(name), root[String(name)]] as const);
  if (entries.some(([, value]) => typeof value !== "string")) return null;
  return Object.fromEntries(entries) as Record<string, string>;
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    return record(JSON.parse(text));
  } catch {
    return null;
  }
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

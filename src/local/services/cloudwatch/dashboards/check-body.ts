/** A finding, as PutDashboard reports it. */
export interface Finding {
  readonly DataPath: string;
  readonly Message: string;
  /** Errors refuse the dashboard; warnings come back with it. */
  readonly level: "error" | "warning";
}

const types = ["metric", "text", "log", "alarm", "explorer", "custom"];

/**
 * Checks a dashboard's body.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function checkBody(text: string): Finding[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return [error("", "The field DashboardBody must be a valid JSON object")];
  }
  if (!isRecord(body)) return [error("", "The field DashboardBody must be a valid JSON object")];
  const findings: Finding[] = Object.keys(body)
    .filter((name) => !["widgets", "start", "end", "periodOverride", "variables"].includes(name))
    .map((name) => warning(`/${name}`, `Unknown field ${name}`));
  const widgets = body["widgets"];
  if (widgets === undefined) return findings;
  if (!Array.isArray(widgets)) return [...findings, error("/widgets", "Should be an array")];
  if (widgets.length > 500) findings.push(error("/widgets", "A dashboard has at most 500 widgets"));
  return [...findings, ...widgets.flatMap((widget, index) => checkWidget(widget, `/widgets/${index}`))];
}

function checkWidget(widget: unknown, path: string): Finding[] {
  if (!isRecord(widget)) return [error(path, "Should be object")];
  const { type, properties } = widget;
  if (typeof type !== "string" || !types.includes(type))
    return [error(`${path}/type`, `Should be one of ${types.join(", ")}`)];
  const findings = [
    ...within(widget, "width", 1, 24, path),
    ...within(widget, "height", 1, 1000, path),
    ...within(widget, "x", 0, 23, path),
    ...within(widget, "y", 0, 100_000, path),
  ];
  if ((widget["x"] === undefined) !== (widget["y"] === undefined))
    findings.push(error(path, "x and y must be given together"));
  if (!isRecord(properties)) return [...findings, error(`${path}/properties`, "Should be object")];
  return [...findings, ...checkProperties(type, properties, `${path}/properties`)];
}

function checkProperties(type: string, properties: Record<string, unknown>, path: string): Finding[] {
  switch (type) {
    case "text":
      return typeof properties["markdown"] === "string"
        ? []
        : [error(`${path}/markdown`, "Should have required property 'markdown'")];
    case "log":
      return typeof properties["query"] === "string"
        ? []
        : [error(`${path}/query`, "Should have required property 'query'")];
    case "alarm":
      return Array.isArray(properties["alarms"])
        ? []
        : [error(`${path}/alarms`, "Should have required property 'alarms'")];
    case "metric":
      return checkMetrics(properties, path);
    default:
      return [];
  }
}

function checkMetrics(properties: Record<string, unknown>, path: string): Finding[] {
  const { metrics, annotations, region } = properties;
  const findings: Finding[] = [];
  if (metrics === undefined && !isRecord(annotations))
    findings.push(error(path, "Should have required property 'metrics'"));
  if (typeof region !== "string" && metrics !== undefined)
    findings.push(error(`${path}/region`, "Should have required property 'region'"));
  if (metrics === undefined) return findings;
  if (!Array.isArray(metrics)) return [...findings, error(`${path}/metrics`, "Should be an array")];
  if (metrics.length > 500) findings.push(error(`${path}/metrics`, "Should NOT have more than 500 items"));
  for (const [index, metric] of metrics.entries()) {
    if (!Array.isArray(metric)) {
      findings.push(error(`${path}/metrics/${index}`, "Should be an array"));
      continue;
    }
    const names = metric.filter((part) => typeof part === "string");
    const isExpression = isRecord(metric[0]);
    if (!isExpression && (names.length < 2 || names.length % 2 === 1))
      findings.push(
        error(
          `${path}/metrics/${index}`,
          "Should have a namespace, a name, and pairs of dimension name and value",
        ),
      );
  }
  return findings;
}

function within(
  widget: Record<string, unknown>,
  name: string,
  low: number,
  high: number,
  path: string,
): Finding[] {
  const value = widget[name];
  if (value === undefined) return [];
  if (typeof value === "number" && Number.isInteger(value) && value >= low && value <= high) return [];
  return [error(`${path}/${name}`, `Should be an integer between ${low} and ${high}`)];
}

function error(DataPath: string, Message: string): Finding {
  return { DataPath, Message, level: "error" };
}

function warning(DataPath: string, Message: string): Finding {
  return { DataPath, Message, level: "warning" };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

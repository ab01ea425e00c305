import { optionalVariable } from "../environment.ts";
import { redact } from "./redact.ts";

const levels = ["debug", "info", "warn", "error"] as const;

export type Level = (typeof levels)[number];
export type LogFields = Readonly<Record<string, unknown>>;

/** Units that CloudWatch knows; more in its reference of MetricDatum. */
export type Unit = "Count" | "Milliseconds" | "Seconds" | "Bytes" | "Percent" | "None";

/**
 * Writes one line of JSON an entry: `level`, `message`, `time`, `function`, `requestId`, `tenant` and your fields.
 * Secrets, tokens, e-mail addresses and telephone numbers are replaced; log ids, not people.
 */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** Records a number as a CloudWatch metric in the namespace `Plinth/<app>`, by stage and function (EMF). */
  metric(name: string, value: number, unit?: Unit): void;
  /** A logger that adds these fields to every line. */
  with(fields: LogFields): Logger;
}

export interface LoggerOptions {
  readonly fields: LogFields;
  /** Values that must not appear in any line. Asked at each line, because secrets are read late. */
  readonly secrets?: () => Iterable<string>;
  /** Left out: standard output, which Lambda sends to the log group. */
  readonly write?: (line: string) => void;
}

/** Fields of the runtime that a caller's fields cannot replace. */
type Reserved = { readonly level: Level; readonly message: string };

export function createLogger(options: LoggerOptions): Logger {
  const write = options.write ?? ((line: string) => void process.stdout.write(line));
  const secrets = options.secrets ?? (() => []);
  const print = (entry: LogFields) => write(`${JSON.stringify(entry)}\n`);

  const log = (reserved: Reserved, fields: LogFields | undefined) => {
    if (levels.indexOf(reserved.level) < levels.indexOf(lowestLevel())) return;
    const time = new Date().toISOString();
    const redacted = redact({ ...fields, ...options.fields, message: reserved.message }, secrets());
    const { level: _level, time: _time, ...rest } = redacted as LogFields;
    print({ level: reserved.level, time, ...rest });
  };
  const at = (level: Level) => (message: string, fields?: LogFields) => log({ level, message }, fields);

  return {
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    metric: (name, value, unit = "Count") => print(embeddedMetric(name, value, unit, options.fields)),
    with: (fields) => createLogger({ ...options, fields: { ...fields, ...options.fields } }),
  };
}

function lowestLevel(): Level {
  const wanted = optionalVariable("PLINTH_LOG_LEVEL");
  return levels.find((level) => level === wanted) ?? "info";
}

/**
 * CloudWatch's embedded metric format. The tenant is a property, not a dimension: each combination of dimensions costs.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
function embeddedMetric(name: string, value: number, unit: Unit, fields: LogFields): LogFields {
  return {
    ...fields,
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: `Plinth/${optionalVariable("PLINTH_APP") ?? "app"}`,
          Dimensions: [["stage", "function"]],
          Metrics: [{ Name: name, Unit: unit }],
        },
      ],
    },
    stage: optionalVariable("PLINTH_STAGE") ?? "local",
    [name]: value,
  };
}

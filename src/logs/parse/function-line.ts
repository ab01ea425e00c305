import { type Level, type LoggedError, levels } from "../log-entry.ts";
import { loggedError } from "./logged-error.ts";
import { type Json, numberOf, type ParsedLine, parsedLine, textOf } from "./parsed-line.ts";
import { platformLine } from "./platform-line.ts";
import { withProjectPaths } from "./stack-frames.ts";

/** What a line of a function's log says: of our logger, of `console`, of Lambda itself. */
export function functionLine(line: Json): ParsedLine {
  if (typeof line["type"] === "string" && line["type"].startsWith("platform.")) return platformLine(line);
  if (typeof line["_aws"] === "object") return metricLine(line);
  return logLine(line);
}

function logLine(line: Json): ParsedLine {
  // CloudWatch says when, and the log group who.
  const { time: _time, timestamp: _timestamp, function: _function, ...own } = line;
  const { level, message, requestId, tenant, error, ...more } = own;
  const { errorType, errorMessage, stackTrace, trace, ...fields } = more;
  const described = loggedError({ errorType, errorMessage, stackTrace, trace });
  const found = loggedError(error) ?? loggedError(message) ?? described;
  const text = typeof message === "string" ? message : found === null ? JSON.stringify(message) : "";
  return parsedLine({
    kind: isEcho(found, text) ? "detail" : "line",
    level: levelOf(level),
    message: messageOf(text ?? "", found),
    requestId: textOf(requestId),
    tenant: textOf(tenant),
    fields: error !== undefined && loggedError(error) === null ? { ...fields, error } : fields,
    error: found,
  });
}

/** `console.error("text", error)` writes the error's stack into the text as well; an error alone is its own message. */
function messageOf(text: string, error: LoggedError | null): string {
  if (error === null) return withProjectPaths(text);
  return text === "" ? error.message : (text.split(/\n\s+at /, 1)[0] ?? "");
}

/** What callers are told of a failure in place of its cause. The line before has the cause. */
function isEcho(error: LoggedError | null, message: string): boolean {
  return (
    message === "" &&
    error?.name === "InternalError" &&
    error.message.startsWith("Something went wrong. Request ")
  );
}

/** Numbers that functions record: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
function metricLine(line: Json): ParsedLine {
  const { _aws, function: _function, requestId, tenant, stage: _stage, ...fields } = line;
  const names = Object.keys(fields).filter((name) => numberOf(fields[name]) !== null);
  return parsedLine({
    kind: "summary",
    message: names.map((name) => `${name} ${fields[name]}`).join(", "),
    requestId: textOf(requestId),
    tenant: textOf(tenant),
    fields,
  });
}

function levelOf(value: unknown): Level {
  const level = String(value).toLowerCase();
  if (level === "fatal") return "error";
  if (level === "trace") return "debug";
  return levels.find((known) => known === level) ?? "info";
}

import type { LogEntry } from "../log-entry.ts";
import type { LogEvent } from "../log-event.ts";
import type { LogSource } from "../log-source.ts";
import { apiLine } from "./api-line.ts";
import { functionLine } from "./function-line.ts";
import { httpLine } from "./http-line.ts";
import { type Json, type ParsedLine, parsedLine } from "./parsed-line.ts";
import { withProjectPaths } from "./stack-frames.ts";

/**
 * Understands an event of a log group, as far as it can: what is no JSON is a line of text. The time is CloudWatch's, by
 * which events are ordered and found again.
 */
export function parseEntry(event: LogEvent, source: LogSource): LogEntry {
  const line = parse(event.message.replace(/\s+$/, ""), source);
  return { time: new Date(event.timestamp).toISOString(), source: source.name, ...line };
}

function parse(text: string, { kind }: LogSource): ParsedLine {
  const json = jsonOf(text);
  if (kind === "api") return apiLine(json ?? text);
  if (json === null) return parsedLine({ message: withProjectPaths(text) });
  return kind === "http" ? httpLine(json) : functionLine(json);
}

function jsonOf(text: string): Json | null {
  if (!text.startsWith("{")) return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

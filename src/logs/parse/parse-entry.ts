import type { LogEntry } from "../log-entry.ts";
import type { LogEvent } from "../log-event.ts";
import type { LogSource } from "../log-source.ts";
import { apiLine } from "./api-line.ts";
import { functionLine } from "./function-line.ts";
import { httpLine } from "./http-line.ts";
import { type Json, type ParsedLine, parsedLine } from "./parsed-line.ts";

/** Understands an event of a log group, as far as it can: what is no JSON is a line of text. */
export function parseEntry(event: LogEvent, source: LogSource): LogEntry {
  const text = event.message.replace(/\s+$/, "");
  const { time, ...line } = parse(text, source);
  const at = time === null || Number.isNaN(Date.parse(time)) ? event.timestamp : Date.parse(time);
  return { time: new Date(at).toISOString(), source: source.name, ...line };
}

function parse(text: string, { kind }: LogSource): ParsedLine {
  const json = jsonOf(text);
  if (kind === "api") return apiLine(json ?? text);
  if (json === null) return parsedLine({ message: text });
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

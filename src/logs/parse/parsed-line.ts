import type { LogEntry } from "../log-entry.ts";

/** What a line says besides when and where it was written. */
export type ParsedLine = Omit<LogEntry, "time" | "source">;

export type Json = Readonly<Record<string, unknown>>;

const nothing: ParsedLine = {
  kind: "line",
  level: "info",
  message: "",
  requestId: null,
  tenant: null,
  fields: {},
  error: null,
};

/** A line of which only some is known. */
export function parsedLine(known: Partial<ParsedLine>): ParsedLine {
  return { ...nothing, ...known };
}

export function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

export function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

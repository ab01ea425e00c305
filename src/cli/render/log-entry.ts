import type { LogEntry, LoggedError } from "../../operations/logs.ts";
import type { Style } from "../style.ts";

export interface LogEntryOptions {
  readonly style: Style;
  /** How wide the names of sources are. */
  readonly width: number;
  /** Name of a time zone; left out: that of the machine. */
  readonly zone?: string;
}

/** Of what stands below an entry's line. */
const indent = "    ";

/**
 * An entry for people: time, source, level, message, fields; below it an error with its stack, the project's own frames
 * bright. What was logged cannot move the cursor or set the terminal's title: control characters are shown, not sent.
 */
export function renderLogEntry(entry: LogEntry, { style, width, zone }: LogEntryOptions): string {
  const mark = { debug: style.dim, info: style.green, warn: style.yellow, error: style.red }[entry.level];
  // An error by itself is its own headline.
  const alone = entry.error !== null && entry.error.message === entry.message;
  const headline = alone ? `${entry.error?.name}: ${entry.message}` : entry.message;
  const [first = "", ...others] = printable(headline).split("\n");
  const rest = [
    entry.kind === "line" ? first : style.dim(first),
    ...Object.entries(entry.fields).map(
      ([name, value]) => `${style.dim(`${printable(name)}=`)}${fieldText(value)}`,
    ),
    ...(entry.tenant === null ? [] : [`${style.dim("tenant=")}${printable(entry.tenant)}`]),
    ...(entry.requestId === null ? [] : [style.dim(`request=${printable(entry.requestId)}`)]),
  ].filter((part) => part !== "");
  const head = [
    style.dim(localTime(entry.time, zone)),
    style.cyan(printable(entry.source).padEnd(width)),
    mark(entry.level.padEnd(5)),
    rest.join("  "),
  ].join("  ");
  const below = others.map((line) => `${indent}${line}\n`).join("");
  return `${head}\n${below}${entry.error === null ? "" : errorText(entry.error, style, alone ? null : "")}`;
}

/** @param before stands before the error's name; null: the name and message stand above */
function errorText(error: LoggedError, style: Style, before: string | null): string {
  const { name, message, stack, cause } = error;
  const title = `${indent}${before}${style.red(printable(name))}: ${printable(message).replaceAll("\n", `\n${indent}`)}`;
  const frames = stack.map(({ text, own }) => {
    const frame = `${indent}  at ${printable(text)}`;
    return own ? frame : style.dim(frame);
  });
  const lines = before === null ? frames : [title, ...frames];
  const rest = cause === null ? "" : errorText(cause, style, "caused by ");
  return `${lines.map((line) => `${line}\n`).join("")}${rest}`;
}

function fieldText(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return printable(typeof value === "string" && /[\s"=]|^$/.test(text) ? JSON.stringify(text) : text);
}

function printable(text: string): string {
  const visible = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) =>
    /[\n\t]/.test(character) ? character : visible(character),
  );
}

/** `2026-11-22 18:53:17.577`: sorts, and needs no memory of the line before. */
function localTime(time: string, zone: string | undefined): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    ...(zone !== undefined && { timeZone: zone }),
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
    hourCycle: "h23",
  }).formatToParts(new Date(time));
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  const date = `${part("year")}-${part("month")}-${part("day")}`;
  return `${date} ${part("hour")}:${part("minute")}:${part("second")}.${part("fractionalSecond")}`;
}

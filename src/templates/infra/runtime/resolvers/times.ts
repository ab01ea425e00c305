import { util } from "@aws-appsync/utils";
import type { Value } from "../data/record.ts";
import type { FieldType } from "../data/spec.ts";

/** `2026-11-22T15:04:05.000Z` from what an AppSync function gives, which may leave zero milliseconds out. */
function withMilliseconds(iso: string): string {
  const body = iso.slice(0, -1);
  const point = body.indexOf(".");
  const seconds = point < 0 ? body : body.slice(0, point);
  const fraction = point < 0 ? "" : body.slice(point + 1);
  return `${seconds}.${`${fraction}000`.slice(0, 3)}Z`;
}

/** This moment, in the form every dateTime is stored in. */
export function now(): string {
  return withMilliseconds(util.time.nowISO8601());
}

/** A dateTime in seconds since 1970, for `_ttl`. */
export function epochSeconds(dateTime: string): number {
  return Math.floor(util.time.parseISO8601ToEpochMilliSeconds(dateTime) / 1000);
}

/**
 * A date, time or dateTime in the one form it is stored and compared in: `2026-11-22`, `15:04:05.000`,
 * `2026-11-22T15:04:05.000Z`. Any other value as it is.
 *
 * @returns null for what cannot be brought to that form: a date or time with an offset
 */
export function canonical(type: FieldType | undefined, value: Value): Value {
  if (typeof value !== "string") return value;
  if (type === "dateTime") {
    return withMilliseconds(
      util.time.epochMilliSecondsToISO8601(util.time.parseISO8601ToEpochMilliSeconds(value)),
    );
  }
  if (type === "date") return value.length === 10 ? value : null;
  if (type === "time") return canonicalTime(value);
  return value;
}

function canonicalTime(value: string): string | null {
  if (value.endsWith("Z") || value.indexOf("+") >= 0 || value.indexOf("-") >= 0) return null;
  const point = value.indexOf(".");
  const whole = point < 0 ? value : value.slice(0, point);
  const fraction = point < 0 ? "" : value.slice(point + 1);
  return `${`${whole}:00:00`.slice(0, 8)}.${`${fraction}000`.slice(0, 3)}`;
}

import { WireError } from "../kernel/wire-error.ts";
import type { Member } from "./model.ts";

type Format = NonNullable<Member["format"]>;

/** Timestamps on the wire, per https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait. */
export function writeTimestamp(date: Date, format: Format): string | number {
  if (format === "epoch") return date.getTime() / 1000;
  if (format === "httpDate") return date.toUTCString();
  return date.toISOString().replace(".000Z", "Z");
}

/** Accepts any of the formats, as AWS does: seconds since 1970, ISO 8601 or an HTTP date. */
export function readTimestamp(value: unknown): Date {
  const seconds =
    typeof value === "number"
      ? value
      : typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)
        ? Number(value)
        : null;
  const date = seconds === null ? new Date(String(value)) : new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) {
    throw new WireError("SerializationException", `${JSON.stringify(value)} is not a timestamp`);
  }
  return date;
}

import { WireError } from "../kernel/wire-error.ts";
import type { Member } from "./model.ts";
import { readTimestamp, writeTimestamp } from "./timestamps.ts";

/**
 * A simple value written as text: in a form parameter, a header, a query string, an XML element.
 *
 * @throws WireError where the text does not have the member's type
 */
export function readScalar(member: Member, text: string): unknown {
  switch (member.type) {
    case "number":
    case "integer": {
      const number = Number(text);
      if (text.trim() === "" || Number.isNaN(number))
        throw new WireError("MalformedInput", `${JSON.stringify(text)} is not a number`);
      return number;
    }
    case "boolean":
      if (text !== "true" && text !== "false")
        throw new WireError("MalformedInput", `${JSON.stringify(text)} is not a boolean`);
      return text === "true";
    case "timestamp":
      return readTimestamp(text);
    case "blob":
      return Buffer.from(text, "base64");
    default:
      return text;
  }
}

/** The reverse of `readScalar`. `fallback` is the protocol's own timestamp format for the place. */
export function writeScalar(member: Member, value: unknown, fallback: NonNullable<Member["format"]>): string {
  if (value instanceof Date) return String(writeTimestamp(value, member.format ?? fallback));
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return String(value);
}

import { invalidArgument } from "../errors.ts";

/** Everything but visible characters, spaces and tabs. */
const control = /[^\P{Cc}\t]/u;

/**
 * What stands in a header one day must not break it.
 *
 * @throws WireError InvalidArgument
 */
export function checkHeaderText(name: string, value: string | undefined): void {
  if (value !== undefined && control.test(value))
    throw invalidArgument("Header value cannot be represented using ISO-8859-1.", name, value);
}

/** Text of a header that arrived as bytes: clients send UTF-8, Node reads Latin-1. */
export function decodeHeaderText(value: string): string {
  if (!/[\x80-\xff]/.test(value) || /[^\0-\xff]/.test(value)) return value;
  const text = Buffer.from(value, "latin1").toString("utf8");
  return text.includes("\ufffd") ? value : text;
}

/** The way back: headers hold bytes. */
export function encodeHeaderText(value: string): string {
  return /[^\0-\xff]/.test(value) ? Buffer.from(value, "utf8").toString("latin1") : value;
}

/**
 * User metadata that is not ASCII is sent by the rules of mail headers (RFC 2047), as S3 does.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
 */
export function encodeMetadata(value: string): string {
  return /[^\0-\x7f]/.test(value) ? `=?UTF-8?B?${Buffer.from(value, "utf8").toString("base64")}?=` : value;
}

import { encodeNumber } from "./encode-number.ts";
import { encodeHashText, encodeSortText } from "./encode-text.ts";
import type { Value } from "./record.ts";

/** Parts of a sort key end with it; it sorts before every character of an encoded part. */
export const separator = " ";

/** Stands for a missing value in a sort key and sorts before every value, also before the empty text. */
const missing = "\u0001";

/**
 * A field's value as one part of a sort key, without the separator.
 *
 * Missing values sort first, then false, true; numbers by size; texts, dates and times by code point. Within one field all
 * values have one type, so no type is written.
 */
export function encodeSort(value: Value): string {
  if (value === null || value === undefined) return missing;
  return typeof value === "string" ? encodeSortText(value) : encodeScalar(value);
}

/** A field's value, which must be there, as one part of a partition key. */
export function encodeHash(value: Value): string {
  return typeof value === "string" ? encodeHashText(value) : encodeScalar(value);
}

function encodeScalar(value: Value): string {
  if (typeof value === "number") return encodeNumber(value);
  if (typeof value === "boolean") return value ? "1" : "0";
  // Lists and objects never stand in an index; this keeps two of them apart all the same.
  return encodeHashText(JSON.stringify(value));
}

import { invalidRange } from "../errors.ts";

/** Bytes of an object, both ends included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * A `Range` header: `bytes=0-9`, `bytes=10-`, `bytes=-5`. One that is not well-formed, or asks for several, is ignored,
 * as S3 does.
 *
 * @param size of the object
 * @returns null for the whole
 * @throws WireError InvalidRange where nothing of it lies inside
 */
export function readRange(header: string | undefined, size: number): ByteRange | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (header === undefined || match === null) return null;
  const [, from = "", to = ""] = match;
  if (from === "" && to === "") return null;
  if (from === "") {
    const length = Math.min(Number(to), size);
    if (length === 0) throw invalidRange(header, size);
    return { first: size - length, last: size - 1 };
  }
  const first = Number(from);
  const last = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < first) return null;
  if (first >= size) throw invalidRange(header, size);
  return { first, last };
}

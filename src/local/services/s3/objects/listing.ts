import { beforeKey, type Place } from "./versions-table.ts";

/** A page of keys and of groups of keys, in order. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Common prefixes. */
  readonly groups: readonly string[];
  /** Is there more behind the page? */
  readonly isTruncated: boolean;
  /** The last row or group of the page; null: it is empty. */
  readonly last: { readonly row: Row } | { readonly group: string } | null;
}

export interface ListingOptions {
  readonly prefix: string;
  /** Empty: none. */
  readonly delimiter: string;
  readonly limit: number;
  readonly start: Place;
  /** A group that the page before ended with, or that the client named as its marker. */
  readonly skippedGroup: string | null;
}

/**
 * One page of a listing: keys with the prefix, those that share everything up to the next delimiter rolled up into one
 * group. A group costs one look-up, however many keys it has.
 *
 * @param after rows behind a place and before a key, in order
 */
export function listPage<Row extends Place>(
  after: (place: Place, before: string | null) => Iterable<Row>,
  { prefix, delimiter, limit, start, skippedGroup }: ListingOptions,
): Page<Row> {
  const rows: Row[] = [];
  const groups: string[] = [];
  let last: Page<Row>["last"] = null;
  const end = prefix === "" ? null : successorOf(prefix);
  let place: Place | null = comesBefore(start.key, prefix) ? beforeKey(prefix) : start;
  while (place !== null && limit > 0) {
    let next: Place | null = null;
    for (const row of after(place, end)) {
      const group = groupOf(row.key, prefix, delimiter);
      if (group !== null && group === skippedGroup) {
        next = behindGroup(group);
        break;
      }
      if (rows.length + groups.length === limit) return { rows, groups, isTruncated: true, last };
      if (group === null) {
        rows.push(row);
        last = { row };
        continue;
      }
      groups.push(group);
      last = { group };
      next = behindGroup(group);
      break;
    }
    place = next;
  }
  return { rows, groups, isTruncated: false, last };
}

/** Where a listing goes on behind a group; null: the group is the last there can be. */
export function behindGroup(group: string): Place | null {
  const successor = successorOf(group);
  return successor === null ? null : beforeKey(successor);
}

function groupOf(key: string, prefix: string, delimiter: string): string | null {
  if (delimiter === "") return null;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? null : key.slice(0, at + delimiter.length);
}

/**
 * The smallest text that is greater than every text with the prefix, in the order of UTF-8 (which is that of code
 * points); null: there is none.
 */
export function successorOf(prefix: string): string | null {
  const points = [...prefix];
  while (points.length > 0) {
    const last = (points.pop() as string).codePointAt(0) as number;
    if (last === 0x10ffff) continue;
    // Surrogates are no characters.
    const next = last === 0xd7ff ? 0xe000 : last + 1;
    return points.join("") + String.fromCodePoint(next);
  }
  return null;
}

/** In the order of UTF-8, which JavaScript's own comparison is not. */
export function comesBefore(a: string, b: string): boolean {
  return Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}

import { validation } from "./errors.ts";

export interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/**
 * One page of a list, in IAM's way.
 *
 * @param keyOf what the marker names: the last item of the page before
 */
export function page<T>(
  items: readonly T[],
  request: PageRequest,
  keyOf: (item: T) => string,
): { items: T[]; more: { IsTruncated: boolean; Marker?: string } } {
  const size = request.MaxItems ?? 100;
  if (size < 1 || size > 1000)
    throw validation(`Value '${size}' at 'maxItems' failed to satisfy constraint: between 1 and 1000`);
  const from =
    request.Marker === undefined ? 0 : items.findIndex((item) => keyOf(item) === decode(request.Marker)) + 1;
  const shown = items.slice(from, from + size);
  const last = shown.at(-1);
  if (from + size >= items.length || last === undefined)
    return { items: shown, more: { IsTruncated: false } };
  return {
    items: shown,
    more: { IsTruncated: true, Marker: Buffer.from(keyOf(last)).toString("base64url") },
  };
}

function decode(marker: string | undefined): string {
  return Buffer.from(marker ?? "", "base64url").toString("utf8");
}

import { invalidParameter } from "./errors.ts";

/**
 * One page of a list, in Lambda's way.
 *
 * @param keyOf what the marker names: the last item of the page before
 */
export function page<T>(
  items: readonly T[],
  request: { readonly Marker?: string | undefined; readonly MaxItems?: number | undefined },
  keyOf: (item: T) => string,
): { readonly items: T[]; readonly NextMarker: string | undefined } {
  const size = Math.min(request.MaxItems ?? 50, 50);
  const marker = request.Marker ? Buffer.from(request.Marker, "base64url").toString("utf8") : null;
  const before = marker === null ? -1 : items.findIndex((item) => keyOf(item) === marker);
  if (marker !== null && before < 0) throw invalidParameter("Invalid marker");
  const shown = items.slice(before + 1, before + 1 + size);
  const last = shown.at(-1);
  const more = last !== undefined && before + 1 + size < items.length;
  return { items: shown, NextMarker: more ? Buffer.from(keyOf(last)).toString("base64url") : undefined };
}

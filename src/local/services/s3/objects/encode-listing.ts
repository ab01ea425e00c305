import { invalidArgument } from "../errors.ts";

/**
 * How keys stand in a listing: as they are, or, by `encoding-type=url`, as in a form (a space is `+`), for keys that XML
 * cannot hold.
 *
 * @throws WireError InvalidArgument
 */
export function listingEncoder(encodingType: string | undefined): (text: string) => string {
  if (encodingType === undefined) return (text) => text;
  if (encodingType !== "url")
    throw invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encodingType);
  return (text) =>
    encodeURIComponent(text)
      .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
      .replaceAll("%20", "+")
      .replaceAll("%2F", "/");
}

/**
 * @returns at most 1,000
 * @throws WireError InvalidArgument
 */
export function pageSize(asked: number | undefined, name: string): number {
  if (asked === undefined) return 1000;
  if (Number.isInteger(asked) && asked >= 0 && asked <= 2 ** 31 - 1) return Math.min(asked, 1000);
  throw invalidArgument(`Argument ${name} must be an integer between 0 and 2147483647`, name, String(asked));
}

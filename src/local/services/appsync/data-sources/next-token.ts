import { toMapValues } from "../runtime/attribute-values.ts";
import type { Plain } from "../runtime/plain.ts";
import { fromItem, type Item, toItem } from "./attribute-maps.ts";

/** An opaque token that only the same query reads back: AppSync encrypts it, we bind it to a `place` and encode it. */
export function writeToken(place: string, key: Item | undefined): string | null {
  if (key === undefined) return null;
  return Buffer.from(JSON.stringify({ place, key: fromItem(key) })).toString("base64url");
}

/** @throws {RangeError} for a token of another place, or no token at all */
export function readToken(place: string, token: unknown): Item | undefined {
  if (token === undefined || token === null) return undefined;
  try {
    const read = JSON.parse(Buffer.from(String(token), "base64url").toString()) as {
      place: string;
      key: Plain;
    };
    if (read.place === place) return toItem(toMapValues(read.key));
  } catch {
    // Falls through: not one of ours.
  }
  throw new RangeError("Invalid pagination token given.");
}

import { type Item, typeOf, type Value } from "./attribute-value.ts";
import { compareNumbers } from "./decimal.ts";

/**
 * The order of two strings, numbers or binaries.
 *
 * @returns null where they are of different types or of one that has no order
 */
export function compareValues(a: Value, b: Value): number | null {
  if (a.S !== undefined && b.S !== undefined) return compareStrings(a.S, b.S);
  if (a.N !== undefined && b.N !== undefined) return compareNumbers(a.N, b.N);
  if (a.B !== undefined && b.B !== undefined) return Buffer.compare(a.B, b.B);
  return null;
}

/** By UTF-8 bytes, which is by code points. */
function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Where a UTF-16 unit stands among code points: surrogates, which make those beyond U+FFFF, come behind all others. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** Deep equality: sets whatever their order, lists in order, numbers by value. */
export function sameValue(a: Value, b: Value): boolean {
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  switch (type) {
    case "S":
      return a.S === b.S;
    case "N":
      return a.N === b.N;
    case "BOOL":
      return a.BOOL === b.BOOL;
    case "NULL":
      return true;
    case "B":
      return Buffer.compare(a.B as Uint8Array, b.B as Uint8Array) === 0;
    case "SS":
    case "NS":
      return sameMembers(a[type] as string[], b[type] as string[]);
    case "BS":
      return sameMembers((a.BS as Uint8Array[]).map(asText), (b.BS as Uint8Array[]).map(asText));
    case "L": {
      const [x, y] = [a.L as Value[], b.L as Value[]];
      return x.length === y.length && x.every((element, at) => sameValue(element, y[at] as Value));
    }
    case "M":
      return sameItem(a.M as Item, b.M as Item);
  }
}

/** Have two items or maps the same attributes with the same values? */
export function sameItem(a: Item, b: Item): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameValue(a[name] as Value, b[name] as Value))
  );
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const members = new Set(b);
  return a.every((member) => members.has(member));
}

/** Bytes as a text that can be a key of a set. */
export function asText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

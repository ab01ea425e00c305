import { type Item, setAttribute, type Value } from "./attribute-value.ts";

/** An item as it is stored: JSON as on the wire, binary in base64. */
export function writeItem(item: Item): string {
  return JSON.stringify(wireItem(item));
}

/** An item ready for JSON. Errors carry items in this form, for no codec sees their members. */
export function wireItem(item: Item): Item {
  return hasBytes(item) ? withText(item) : item;
}

function hasBytes(item: Item): boolean {
  for (const name of Object.keys(item)) if (holdsBytes(item[name] as Value)) return true;
  return false;
}

function holdsBytes(value: Value): boolean {
  if (value.M !== undefined) return hasBytes(value.M);
  if (value.L !== undefined) return value.L.some(holdsBytes);
  return value.B !== undefined || value.BS !== undefined;
}

function withText(item: Item): Item {
  const result: Item = {};
  for (const name of Object.keys(item)) setAttribute(result, name, valueWithText(item[name] as Value));
  return result;
}

/** The value with base64 where bytes were: no longer a `Value`, but ready for JSON. */
function valueWithText(value: Value): Value {
  if (value.B !== undefined) return { B: base64(value.B) } as unknown as Value;
  if (value.BS !== undefined) return { BS: value.BS.map(base64) } as unknown as Value;
  if (value.L !== undefined) return { L: value.L.map(valueWithText) };
  if (value.M !== undefined) return { M: withText(value.M) };
  return value;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

/** Reads what `writeItem` wrote. */
export function readItem(text: string): Item {
  const item = JSON.parse(text) as Item;
  // Most items have no binary, which then need not be searched for. (An attribute called B looks like it: no harm.)
  if (text.includes('"B":') || text.includes('"BS":')) {
    for (const name of Object.keys(item)) readBytes(item[name] as Value);
  }
  return item;
}

function readBytes(value: Value): void {
  if (value.B !== undefined) value.B = Buffer.from(value.B as unknown as string, "base64");
  else if (value.BS !== undefined) {
    value.BS = (value.BS as unknown as string[]).map((text) => Buffer.from(text, "base64"));
  } else if (value.L !== undefined) for (const element of value.L) readBytes(element);
  else if (value.M !== undefined) {
    for (const name of Object.keys(value.M)) readBytes(value.M[name] as Value);
  }
}

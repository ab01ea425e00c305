import type { Json } from "../definition/ir.ts";

const lineWidth = 110;
const identifier = /^[A-Za-z_$][\w$]*$/;

/**
 * Prints JSON as a TypeScript literal, on one line where it fits.
 *
 * @param depth how far the line is indented on which the literal starts, in steps of two spaces
 */
export function printLiteral(value: Json | object, depth = 0): string {
  const oneLine = printOneLine(value);
  if (typeof value !== "object" || value === null || oneLine.length + 2 * depth <= lineWidth - 20)
    return oneLine;
  const inner = "  ".repeat(depth + 1);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const lines = Array.isArray(value)
    ? value.map((item) => printLiteral(item, depth + 1))
    : Object.entries(value).map(([key, item]) => `${printKey(key)}: ${printLiteral(item, depth + 1)}`);
  return `${open}\n${lines.map((line) => `${inner}${line},\n`).join("")}${"  ".repeat(depth)}${close}`;
}

function printOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printOneLine).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${printKey(key)}: ${printOneLine(item)}`);
    return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  }
  return quote(value);
}

/** `__proto__: x` in a literal would set the prototype, quoted or not; computed, it is a key like any other. */
function printKey(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return identifier.test(key) ? key : quote(key);
}

/**
 * JSON of a text or another plain value. Characters that end a line in some tools, or turn the direction of what follows on the screen,
 * are written as escapes: what a reviewer sees is what there is.
 */
export function quote(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u2028\u2029\ufeff]|\p{Bidi_Control}/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

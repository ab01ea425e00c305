import type { Json } from "../../definition/ir.ts";
import type { CodeStyle } from "./code-style.ts";
import { bracketed, type Layout } from "./layout.ts";

/** Characters that a reader cannot see, that turn text around, or that end a line somewhere: always written as escapes. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/gu;

/**
 * A string literal that means exactly `text`, whatever stands in it.
 *
 * Like formatters do, it takes the other quotes where that saves escapes.
 */
export function stringLiteral(text: string, style: Pick<CodeStyle, "quote">): string {
  const other = style.quote === '"' ? "'" : '"';
  const quote = count(text, style.quote) > count(text, other) ? other : style.quote;
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll(quote, `\\${quote}`)
    .replace(unseen, asEscape);
  return quote + escaped + quote;
}

/** A property key: bare where it is an identifier. */
export function propertyKey(key: string, style: Pick<CodeStyle, "quote">): string {
  // As a plain key, `__proto__` would set the prototype instead of a property.
  if (key === "__proto__") return `[${stringLiteral(key, style)}]`;
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key) ? key : stringLiteral(key, style);
}

/** A number as formatters write it: `1e21` rather than JavaScript's `1e+21`. */
export function numberLiteral(value: number): string {
  return String(value).replace("e+", "e");
}

/** Any JSON value as an expression. */
export function jsonLiteral(value: Json, style: CodeStyle): Layout {
  if (typeof value === "string") return stringLiteral(value, style);
  if (typeof value === "number") return numberLiteral(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (isArray(value)) {
    const items = value.map((item) => jsonLiteral(item, style));
    return bracketed("[", items, "]", "", style);
  }
  const properties = Object.entries(value).map(
    ([key, item]): Layout => [propertyKey(key, style), ": ", jsonLiteral(item, style)],
  );
  return bracketed("{", properties, "}", style.bracketSpacing ? " " : "", style);
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function asEscape(character: string): string {
  return Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, "0")}`,
  ).join("");
}

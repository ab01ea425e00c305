import type { Json, ScalarName } from "../../definition/ir.ts";
import { closest } from "../../definition/words/did-you-mean.ts";
import { quoted } from "../../definition/words/quoted.ts";
import type { ValueType } from "./field-spec.ts";
import { itemsOf } from "./segments.ts";
import { unescapeValue } from "./value-escapes.ts";

/** Either the default, or what is wrong with it. */
export type ParsedDefault =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly message: string; readonly remedy: string };

/**
 * Reads what stands after `default=`.
 *
 * @param text unescaped
 * @param raw as typed, for the separators of a list
 */
export function parseDefault(type: ValueType, list: boolean, text: string, raw: string): ParsedDefault {
  if (!list) return parseOne(type, text);
  if (raw === "") return { ok: true, value: [] };
  const items: Json[] = [];
  for (const item of itemsOf(raw, 0)) {
    const value = unescapeValue(item.raw);
    const parsed = parseOne(type, value.ok ? value.text : item.raw);
    if (!parsed.ok) return parsed;
    items.push(parsed.value);
  }
  return { ok: true, value: items };
}

function parseOne(type: ValueType, text: string): ParsedDefault {
  if (type.kind === "oneOf") {
    if (type.values.includes(text)) return { ok: true, value: text };
    const near = closest(text, type.values);
    return wrong(
      `${quoted(text)} is not one of the values.`,
      near === null ? `Write one of ${type.values.join(", ")}.` : `Did you mean \`default=${near}\`?`,
    );
  }
  return type.kind === "scalar" ? parseScalar(type.scalar, text) : { ok: true, value: text };
}

function parseScalar(scalar: ScalarName, text: string): ParsedDefault {
  switch (scalar) {
    case "integer":
    case "money": {
      const value = numberOf(text);
      if (value !== null && Number.isSafeInteger(value)) return { ok: true, value };
      return wrong(
        `${quoted(text)} is not a whole number.`,
        scalar === "money"
          ? "Money is in whole minor units: write 1999 for 19.99."
          : "Write digits only, for instance `default=0` or `default=-1`.",
      );
    }
    case "decimal": {
      const value = numberOf(text);
      if (value !== null) return { ok: true, value };
      return wrong(`${quoted(text)} is not a number.`, "Write it with a point, for instance `default=-0.5`.");
    }
    case "boolean":
      if (text === "true" || text === "false") return { ok: true, value: text === "true" };
      return wrong(`${quoted(text)} is neither true nor false.`, "Write `default=true` or `default=false`.");
    case "json":
      return parseJson(text);
    default:
      return { ok: true, value: text };
  }
}

function parseJson(text: string): ParsedDefault {
  try {
    const value = JSON.parse(text) as Json;
    return value === null
      ? wrong("null is no default.", "Write `optional`: a field that is left out is null then.")
      : { ok: true, value };
  } catch {
    return wrong(
      `${quoted(text)} is not JSON.`,
      'Write a JSON text with its quotes escaped: `default=%7B%22dark%22%3Atrue%7D` is {"dark":true}.',
    );
  }
}

/** A JSON number (no `+`, no `0x`, no spaces), or null. Minus zero becomes zero. */
export function numberOf(text: string): number | null {
  if (!/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value + 0 : null;
}

function wrong(message: string, remedy: string): ParsedDefault {
  return { ok: false, message, remedy };
}

import { invalidPattern } from "../errors.ts";
import { regularExpression } from "./regular-expression.ts";
import type { Token } from "./tokens.ts";

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";

const ordering: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

const number = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;

/**
 * A test of one value against what stands right of an operator: a number, a text (`*` is any run of characters), or a
 * regular expression.
 *
 * @throws WireError InvalidParameterException
 */
export function comparison(operator: Comparison, wanted: Token): (value: unknown) => boolean {
  if (wanted.kind === "symbol") throw invalidPattern();
  const order = ordering[operator];
  if (order !== undefined) {
    if (wanted.kind !== "word" || !number.test(wanted.text)) throw invalidPattern();
    const limit = Number(wanted.text);
    return (value) => {
      const actual = numberOf(value);
      return actual !== null && order(actual, limit);
    };
  }
  const equals = equality(wanted);
  return operator === "=" ? equals : (value) => !equals(value);
}

function equality(wanted: Token): (value: unknown) => boolean {
  if (wanted.kind === "expression") {
    const expression = regularExpression(wanted.text);
    return (value) => typeof value === "string" && expression.test(value);
  }
  const text = textTest(wanted.text);
  const numeric = wanted.kind === "word" && number.test(wanted.text) ? Number(wanted.text) : null;
  return (value) => {
    if (typeof value === "number") return numeric === null ? text(String(value)) : value === numeric;
    if (typeof value === "boolean") return String(value) === wanted.text;
    return typeof value === "string" && text(value);
  };
}

function textTest(wanted: string): (text: string) => boolean {
  if (!wanted.includes("*")) return (text) => text === wanted;
  const parts = wanted.split("*");
  const first = parts.shift() ?? "";
  const last = parts.pop() ?? "";
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
      return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const part of parts) {
      const found = text.indexOf(part, at);
      if (found < 0 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}

/** Columns of a space-delimited event are texts, whatever they say. */
function numberOf(value: unknown): number | null {
  if (typeof value === "number") return value;
  return typeof value === "string" && number.test(value) ? Number(value) : null;
}

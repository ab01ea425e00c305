import { type Place, type Report, within } from "../finding.ts";
import type { FieldRules } from "../ir.ts";
import type { Call } from "../language/chain.ts";
import { quoted } from "../words/quoted.ts";
import { readPattern } from "./pattern.ts";
import { isInteger, readOptions } from "./values.ts";

/** No text of a record may be longer: a whole record has 400 KB. */
const longestText = 100_000;
const mostItems = 1000;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What bounds a number of each kind by itself. */
const numberBounds: Readonly<Record<string, readonly [number, number]>> = {
  integer: [-(2 ** 31), 2 ** 31 - 1],
  money: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  decimal: [-Number.MAX_VALUE, Number.MAX_VALUE],
};

/**
 * Reads `.min()`, `.maxLength()`, `.pattern()` and `.list()`: each argument by itself, then whether any value could satisfy
 * them together.
 *
 * @param kind the name of the builder function
 * @param calls on the field; others are passed over. Where a rule is given twice, the later holds.
 */
export function readRules(kind: string, calls: readonly PlacedCall[], report: Report): FieldRules {
  const rules: Mutable<FieldRules> = {
    min: null,
    max: null,
    minLength: null,
    maxLength: null,
    pattern: null,
    minItems: null,
    maxItems: null,
  };
  let last: Place | null = null;
  for (const { call, place } of calls) {
    if (readRule(kind, call, place, rules, report)) last = place;
  }
  if (last !== null) reportContradictions(rules, last, report);
  return rules;
}

export interface PlacedCall {
  readonly call: Call;
  readonly place: Place;
}

/** The calls of a chain, each with its place. */
export function placedCalls(calls: readonly Call[], place: Place): readonly PlacedCall[] {
  const seen = new Map<string, number>();
  return calls.map((call) => {
    const nth = seen.get(call.name) ?? 0;
    seen.set(call.name, nth + 1);
    return { call, place: within(place, { call: call.name, nth }) };
  });
}

function readRule(
  kind: string,
  call: Call,
  place: Place,
  rules: Mutable<FieldRules>,
  report: Report,
): boolean {
  const [value] = call.args;
  const numeric = numberBounds[kind];
  switch (call.name) {
    case "min":
    case "max":
      if (numeric === undefined)
        return readLength(call.name === "min" ? ["minLength"] : ["maxLength"], call, place, rules, report);
      if (
        typeof value !== "number" ||
        !(value >= numeric[0] && value <= numeric[1]) ||
        (kind !== "decimal" && value % 1 !== 0)
      ) {
        const wanted = kind === "decimal" ? "a number" : `a whole number from ${numeric[0]} to ${numeric[1]}`;
        report(
          place,
          `.${call.name}() of ${kind}() takes ${wanted}, not ${quoted(value)}.`,
          `Write .${call.name}(1), for instance.`,
        );
        return false;
      }
      rules[call.name] = value;
      return true;
    case "minLength":
    case "maxLength":
      return readLength([call.name], call, place, rules, report);
    case "length":
      return readLength(["minLength", "maxLength"], call, place, rules, report);
    case "pattern": {
      const pattern = readPattern(value);
      if ("problem" in pattern) {
        report(
          place,
          `The pattern ${quoted(typeof value === "string" ? value : String(value))} ${pattern.problem}.`,
          patternRemedy,
        );
        return false;
      }
      rules.pattern = pattern.source;
      return true;
    }
    case "list":
      return readListBounds(value, place, rules, report);
    default:
      return false;
  }
}

const patternRemedy =
  "Use what JavaScript and Java share: literals, classes like [A-Z0-9_], \\d \\w \\s, ( ), (?: ), |, *, +, ?, {2,5}. The whole text must match.";

function readLength(
  bounds: readonly ("minLength" | "maxLength")[],
  call: Call,
  place: Place,
  rules: Mutable<FieldRules>,
  report: Report,
): boolean {
  const [value] = call.args;
  const least = bounds.includes("maxLength") ? 1 : 0;
  if (!isInteger(value, least, longestText)) {
    const tooLong = typeof value === "number" && value > longestText;
    report(
      place,
      `.${call.name}() takes a number of characters from ${least} to ${longestText}, not ${quoted(value)}.`,
      tooLong ? "Store longer texts as a file()." : `Write .${call.name}(80), for instance.`,
    );
    return false;
  }
  for (const bound of bounds) rules[bound] = value;
  return true;
}

function readListBounds(value: unknown, place: Place, rules: Mutable<FieldRules>, report: Report): boolean {
  if (value === undefined) return false;
  const options = readOptions(value, ["min", "max"], ".list()", place, report);
  if (options === null) return false;
  for (const [name, bound] of [
    ["min", "minItems"],
    ["max", "maxItems"],
  ] as const) {
    const given = options[name];
    if (given === undefined) continue;
    if (isInteger(given, name === "min" ? 0 : 1, mostItems)) rules[bound] = given;
    else
      report(
        place,
        `${name} of .list() is a number of elements up to ${mostItems}, not ${quoted(given)}.`,
        "Write .list({ max: 10 }), for instance.",
      );
  }
  return true;
}

function reportContradictions(rules: FieldRules, place: Place, report: Report): void {
  const pairs = [
    [rules.min, rules.max, "value"],
    [rules.minLength, rules.maxLength, "length"],
    [rules.minItems, rules.maxItems, "number of elements"],
  ] as const;
  for (const [least, greatest, what] of pairs) {
    if (least !== null && greatest !== null && least > greatest) {
      report(
        place,
        `The least ${what}, ${least}, is more than the greatest, ${greatest}: nothing could ever be stored.`,
        "Swap them, or remove one.",
      );
    }
  }
}

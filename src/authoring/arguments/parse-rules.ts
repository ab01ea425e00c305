import { readPattern } from "../../definition/read/pattern.ts";
import { quoted } from "../../definition/words/quoted.ts";
import type { ArgumentProblem } from "./argument-problem.ts";
import { noRules, type RulesSpec, type ValueType } from "./field-spec.ts";
import type { Modifier, ModifierName, Modifiers } from "./modifiers.ts";
import { numberOf } from "./parse-default.ts";

type Bound = Exclude<keyof RulesSpec, "pattern">;

/**
 * Reads bounds, lengths, item counts and the pattern of a field. `min` and `max` of a text are lengths.
 *
 * @param problems receives everything that is wrong
 */
export function parseRules(
  type: ValueType,
  modifiers: Modifiers,
  argument: string,
  problems: ArgumentProblem[],
): RulesSpec {
  const rules: { -readonly [K in keyof RulesSpec]: RulesSpec[K] } = { ...noRules };
  const isNumber =
    type.kind === "scalar" &&
    (type.scalar === "integer" || type.scalar === "decimal" || type.scalar === "money");
  const whole = !(type.kind === "scalar" && type.scalar === "decimal");
  const report = (code: string, at: number, message: string, remedy: string) =>
    problems.push({ code, argument, column: at + 1, message, remedy });

  const set = (bound: Bound, word: ModifierName, modifier: Modifier, count: boolean) => {
    const value = numberOf(modifier.value);
    if (value === null || ((count || whole) && !Number.isSafeInteger(value)) || (count && value < 0)) {
      const wanted = count ? "a whole number from 0" : whole ? "a whole number" : "a number";
      report(
        "NUMBER_WRONG",
        modifier.valueStart,
        `${quoted(modifier.value)} is not ${wanted}.`,
        `Write digits, for instance \`${word}=${word.startsWith("min") ? 1 : 200}\`.`,
      );
    } else if (rules[bound] !== null) {
      report(
        "RULE_TWICE",
        modifier.start,
        `\`${word}\` says again what another modifier said.`,
        "Keep one of them.",
      );
    } else {
      rules[bound] = value;
    }
  };

  const { min, max, minLength, maxLength, length, minItems, maxItems, pattern } = modifiers;
  if (min !== undefined) set(isNumber ? "min" : "minLength", "min", min, !isNumber);
  if (max !== undefined) set(isNumber ? "max" : "maxLength", "max", max, !isNumber);
  if (minLength !== undefined) set("minLength", "minLength", minLength, true);
  if (maxLength !== undefined) set("maxLength", "maxLength", maxLength, true);
  if (length !== undefined) {
    const before = problems.length;
    set("minLength", "length", length, true);
    if (problems.length === before) set("maxLength", "length", length, true);
  }
  for (const [word, modifier] of [["minItems", minItems] as const, ["maxItems", maxItems] as const]) {
    if (modifier === undefined) continue;
    set(word, word, modifier, true);
    if (modifiers.list === undefined) {
      report("ITEMS_NEED_LIST", modifier.start, `\`${word}\` counts the items of a list.`, "Add `list`.");
    }
  }
  if (pattern !== undefined) {
    rules.pattern = pattern.value;
    const read = readPattern(pattern.value);
    if ("problem" in read) {
      report(
        "PATTERN_WRONG",
        pattern.valueStart,
        `the pattern ${quoted(pattern.value)} ${read.problem}.`,
        "Write a regular expression that JavaScript and Java share, for instance `pattern=%5BA-Z%5D+` for [A-Z]+.",
      );
    }
  }
  checkOrder(rules, modifiers, report);
  return rules;
}

function checkOrder(
  rules: RulesSpec,
  modifiers: Modifiers,
  report: (code: string, at: number, message: string, remedy: string) => void,
): void {
  const pairs = [
    [rules.min, rules.max, modifiers.max],
    [rules.minLength, rules.maxLength, modifiers.maxLength ?? modifiers.max],
    [rules.minItems, rules.maxItems, modifiers.maxItems],
  ] as const;
  for (const [least, most, modifier] of pairs) {
    if (least === null || most === null || least <= most) continue;
    report(
      "BOUNDS_CROSSED",
      modifier?.start ?? 0,
      `the least (${least}) is more than the most (${most}).`,
      "Swap them, or leave one out.",
    );
  }
}

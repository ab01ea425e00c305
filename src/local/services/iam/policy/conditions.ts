import { BlockList, isIP } from "node:net";
import { own } from "../../../kernel/own.ts";
import type { Condition } from "./document.ts";
import { literalOf, matches, matchesArn, type Pattern, patternOf } from "./patterns.ts";

/** Condition keys in lower case (they are case-insensitive), each with its value or values. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

type Comparison =
  | { readonly literal: (actual: string, wanted: string) => boolean }
  | { readonly pattern: (wanted: Pattern, actual: string) => boolean };

const numeric = (compare: (a: number, b: number) => boolean): Comparison => ({
  literal: (actual, wanted) => bothHold(numberOf(actual), numberOf(wanted), compare),
});
const dated = (compare: (a: number, b: number) => boolean): Comparison => ({
  literal: (actual, wanted) => bothHold(timeOf(actual), timeOf(wanted), compare),
});
const less = (a: number, b: number) => a < b;
const lessOrEqual = (a: number, b: number) => a <= b;
const greater = (a: number, b: number) => a > b;
const greaterOrEqual = (a: number, b: number) => a >= b;
const equal = (a: number, b: number) => a === b;
const arn: Comparison = { pattern: matchesArn };

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: { literal: (actual, wanted) => actual === wanted },
  StringEqualsIgnoreCase: { literal: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase() },
  StringLike: { pattern: matches },
  NumericEquals: numeric(equal),
  NumericLessThan: numeric(less),
  NumericLessThanEquals: numeric(lessOrEqual),
  NumericGreaterThan: numeric(greater),
  NumericGreaterThanEquals: numeric(greaterOrEqual),
  DateEquals: dated(equal),
  DateLessThan: dated(less),
  DateLessThanEquals: dated(lessOrEqual),
  DateGreaterThan: dated(greater),
  DateGreaterThanEquals: dated(greaterOrEqual),
  Bool: { literal: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase() },
  BinaryEquals: { literal: (actual, wanted) => actual === wanted },
  IpAddress: { literal: inRange },
  ArnEquals: arn,
  ArnLike: arn,
};

/** Operators that are the negation of another: with several values, none may match. */
const negations: Readonly<Record<string, string>> = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  NumericNotEquals: "NumericEquals",
  DateNotEquals: "DateEquals",
  NotIpAddress: "IpAddress",
  ArnNotEquals: "ArnEquals",
  ArnNotLike: "ArnLike",
};

interface Operator {
  readonly set: "ForAllValues" | "ForAnyValue" | null;
  readonly ifExists: boolean;
  /** The operator without its set prefix and without "IfExists". */
  readonly bare: string;
}

/**
 * @param text `ForAllValues:StringLikeIfExists`
 * @returns null where IAM knows no such operator
 */
export function readOperator(text: string): Operator | null {
  const [, set, name = ""] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/.exec(text) ?? [];
  const ifExists = name.endsWith("IfExists");
  const bare = ifExists ? name.slice(0, -"IfExists".length) : name;
  const known =
    bare === "Null" ? !ifExists : Object.hasOwn(comparisons, bare) || Object.hasOwn(negations, bare);
  return known ? { set: (set as Operator["set"]) ?? null, ifExists, bare } : null;
}

/**
 * Does a statement's condition block hold? All conditions must; within one, any value may match.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 *
 * @param variables whether the policy's version knows policy variables
 */
export function conditionsHold(
  conditions: readonly Condition[],
  context: ConditionContext,
  variables: boolean,
): boolean {
  return conditions.every((condition) => holds(condition, context, variables));
}

function holds(condition: Condition, context: ConditionContext, variables: boolean): boolean {
  const operator = readOperator(condition.operator);
  // Policies are checked when they are stored: an unknown operator cannot come this far, and must never allow.
  if (operator === null) return false;
  const found = own(context, condition.key.toLowerCase());
  const { bare, set, ifExists } = operator;
  if (bare === "Null") return condition.values.some((value) => (value === "true") === (found === undefined));
  const actual = found === undefined ? [] : typeof found === "string" ? [found] : found;
  const negated = bare in negations;
  const comparison = comparisons[negations[bare] ?? bare] as Comparison;
  const tests = condition.values.map((value) => testOf(comparison, value, variables ? context : null));
  const one = (value: string) => tests.some((test) => test(value)) !== negated;
  if (ifExists && found === undefined) return true;
  // "ForAllValues also returns true if there are no keys in the request."
  if (set === "ForAllValues") return actual.every(one);
  if (set === "ForAnyValue") return actual.some(one);
  return actual.length === 0 ? negated : actual.every(one);
}

/** A value with a variable that the request does not have matches nothing. */
function testOf(
  comparison: Comparison,
  value: string,
  context: ConditionContext | null,
): (actual: string) => boolean {
  if ("literal" in comparison) {
    const wanted = literalOf(value, context);
    return wanted === null ? () => false : (actual) => comparison.literal(actual, wanted);
  }
  const wanted = patternOf(value, context);
  return wanted === null ? () => false : (actual) => comparison.pattern(wanted, actual);
}

function bothHold(a: number | null, b: number | null, compare: (a: number, b: number) => boolean): boolean {
  return a !== null && b !== null && compare(a, b);
}

function numberOf(text: string): number | null {
  return /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/.test(text) ? Number(text) : null;
}

/** ISO 8601, or seconds since 1970; in milliseconds. */
function timeOf(text: string): number | null {
  if (/^\d{5,}$/.test(text)) return Number(text) * 1000;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

function inRange(address: string, range: string): boolean {
  const family = (text: string) => (isIP(text) === 6 ? "ipv6" : "ipv4");
  const [network = "", bits] = range.split("/");
  if (isIP(address) === 0 || isIP(network) === 0) return false;
  const list = new BlockList();
  if (bits === undefined) list.addAddress(network, family(network));
  else {
    const longest = isIP(network) === 6 ? 128 : 32;
    const prefix = Number(bits);
    if (!/^\d+$/.test(bits) || prefix > longest) return false;
    list.addSubnet(network, prefix, family(network));
  }
  return list.check(address, family(address));
}

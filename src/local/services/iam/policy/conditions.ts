import type { Statement } from "./document.ts";
import { matchesPattern, substitute } from "./patterns.ts";

/** Condition keys in lower case (they are case-insensitive), each with its value or values. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

type Compare = (actual: string, wanted: string) => boolean;

const comparisons: Readonly<Record<string, Compare>> = {
  StringEquals: (actual, wanted) => actual === wanted,
  StringEqualsIgnoreCase: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  StringLike: (actual, wanted) => matchesPattern(wanted, actual),
  NumericEquals: (actual, wanted) => Number(actual) === Number(wanted),
  NumericLessThan: (actual, wanted) => Number(actual) < Number(wanted),
  NumericLessThanEquals: (actual, wanted) => Number(actual) <= Number(wanted),
  NumericGreaterThan: (actual, wanted) => Number(actual) > Number(wanted),
  NumericGreaterThanEquals: (actual, wanted) => Number(actual) >= Number(wanted),
  DateEquals: (actual, wanted) => Date.parse(actual) === Date.parse(wanted),
  DateLessThan: (actual, wanted) => Date.parse(actual) < Date.parse(wanted),
  DateLessThanEquals: (actual, wanted) => Date.parse(actual) <= Date.parse(wanted),
  DateGreaterThan: (actual, wanted) => Date.parse(actual) > Date.parse(wanted),
  DateGreaterThanEquals: (actual, wanted) => Date.parse(actual) >= Date.parse(wanted),
  Bool: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  BinaryEquals: (actual, wanted) => actual === wanted,
  IpAddress: (actual, wanted) => inRange(actual, wanted),
  ArnEquals: (actual, wanted) => matchesPattern(wanted, actual),
  ArnLike: (actual, wanted) => matchesPattern(wanted, actual),
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

/**
 * Does a statement's condition block hold? All conditions must; within one, any value may match.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionsHold(conditions: Statement["conditions"], context: ConditionContext): boolean {
  return conditions.every(({ operator, key, values }) => holds(operator, key, values, context));
}

function holds(
  fullOperator: string,
  key: string,
  values: readonly string[],
  context: ConditionContext,
): boolean {
  const set = /^(ForAllValues|ForAnyValue):(.*)$/.exec(fullOperator);
  const ifExists = fullOperator.endsWith("IfExists");
  const operator = (set?.[2] ?? fullOperator).replace(/IfExists$/, "");
  const found = context[key.toLowerCase()];
  if (operator === "Null") return values.some((value) => (value === "true") === (found === undefined));
  const actual = found === undefined ? [] : typeof found === "string" ? [found] : found;
  const wanted = values.map((value) => substitute(value, context)).filter((value) => value !== null);
  const negated = negations[operator];
  const compare = comparisons[negated ?? operator];
  if (compare === undefined) return false;
  const one = (value: string) =>
    wanted.some((candidate) => compare(value, candidate)) !== (negated !== undefined);
  // "ForAllValues also returns true if there are no keys in the request."
  if (set?.[1] === "ForAllValues") return actual.every(one);
  if (set?.[1] === "ForAnyValue") return actual.some(one);
  if (actual.length === 0) return ifExists || negated !== undefined;
  return actual.every(one);
}

function inRange(address: string, range: string): boolean {
  const [base = "", bits = "32"] = range.split("/");
  const [a, b] = [toNumber(address), toNumber(base)];
  if (a === null || b === null) return address === base;
  const mask = bits === "0" ? 0 : (~0 << (32 - Number(bits))) >>> 0;
  return (a & mask) >>> 0 === (b & mask) >>> 0;
}

function toNumber(address: string): number | null {
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

import type { ConditionContext } from "./conditions.ts";

/** Text with wildcards: single characters, and the two marks below. */
export type Pattern = readonly string[];

// Longer than one character, so that no character of a text equals them.
const anyRun = "any run";
const anyOne = "any one";

/** `arn:partition:service:region:account:resource` */
const arnLength = 6;

const variable = /\$\{([^}]*)\}/g;

/**
 * Reads a policy's text: `*` any run of characters, `?` any one, `${...}` a policy variable whose value is taken as it is,
 * even where it contains an asterisk.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 *
 * @param context null: the policy's version knows no variables
 * @returns null where a variable has no value
 */
export function patternOf(text: string, context: ConditionContext | null): Pattern | null {
  const parts = split(text, context);
  if (parts === null) return null;
  return parts.flatMap(({ value, literal }) =>
    [...value].map((character) =>
      literal ? character : character === "*" ? anyRun : character === "?" ? anyOne : character,
    ),
  );
}

/** The same for places without wildcards. */
export function literalOf(text: string, context: ConditionContext | null): string | null {
  return split(text, context)?.reduce((whole, { value }) => whole + value, "") ?? null;
}

function split(text: string, context: ConditionContext | null): { value: string; literal: boolean }[] | null {
  if (context === null || !text.includes("${")) return [{ value: text, literal: false }];
  const parts: { value: string; literal: boolean }[] = [];
  let at = 0;
  for (const match of text.matchAll(variable)) {
    const value = variableValue(match[1] as string, context);
    if (value === null) return null;
    parts.push({ value: text.slice(at, match.index), literal: false }, { value, literal: true });
    at = match.index + match[0].length;
  }
  parts.push({ value: text.slice(at), literal: false });
  return parts;
}

/** `key`, `key, 'default'`, or one of the three characters that have a meaning in policies. */
function variableValue(inner: string, context: ConditionContext): string | null {
  if (inner === "*" || inner === "?" || inner === "$") return inner;
  const [, key = "", fallback] = /^\s*([^,]+?)\s*(?:,\s*'([^']*)')?\s*$/.exec(inner) ?? [];
  const value = context[key.toLowerCase()];
  return typeof value === "string" ? value : (fallback ?? null);
}

/** Linear but for one level of backtracking: a hostile pattern cannot make it exponential. */
export function matches(pattern: Pattern, text: string): boolean {
  const characters = [...text];
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < characters.length) {
    if (pattern[p] === anyRun) {
      star = p;
      mark = t;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === anyOne || pattern[p] === characters[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      t = mark;
    } else return false;
  }
  while (pattern[p] === anyRun) p += 1;
  return p === pattern.length;
}

/**
 * ARNs are compared part by part: a wildcard does not reach over a colon, except in the last part.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function matchesArn(pattern: Pattern, arn: string): boolean {
  if (pattern.length === 1 && pattern[0] === anyRun) return true;
  const wanted = arnParts(pattern);
  const actual = arnParts([...arn]);
  if (actual.length < arnLength || wanted[0]?.join("") !== "arn") return matches(pattern, arn);
  // "AWS automatically completes the ARN by adding wildcard characters to all missing fields."
  return actual.every((part, position) => matches(wanted[position] ?? [anyRun], part.join("")));
}

function arnParts(characters: Pattern): Pattern[] {
  const parts: string[][] = [[]];
  for (const character of characters) {
    if (character === ":" && parts.length < arnLength) parts.push([]);
    else (parts.at(-1) as string[]).push(character);
  }
  return parts;
}

/** Matches a text without variables against wildcards. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (pattern === "*") return true;
  if (!/[*?]/.test(pattern)) return pattern === text;
  return matches(patternOf(pattern, null) as Pattern, text);
}

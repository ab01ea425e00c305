import type { ConditionContext } from "./conditions.ts";

/**
 * IAM's wildcards: `*` any run of characters, `?` any one. No backtracking over the whole text: linear in practice.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === "*") {
      star = p;
      mark = t;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      t = mark;
    } else return false;
  }
  while (pattern[p] === "*") p += 1;
  return p === pattern.length;
}

/**
 * Policy variables: `${aws:PrincipalTag/tenantId}`, with an optional default `${key, 'x'}`, and `${*}` `${?}` `${$}`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 *
 * @returns null where a variable has no value: the statement does not match then
 */
export function substitute(text: string, context: ConditionContext): string | null {
  let missing = false;
  const result = text.replace(/\$\{([^}]*)\}/g, (_whole, inner: string) => {
    if (inner === "*" || inner === "?" || inner === "$") return inner;
    const [, key = "", fallback] = /^\s*([^,]+?)\s*(?:,\s*'([^']*)')?\s*$/.exec(inner) ?? [];
    const value = context[key.toLowerCase()] ?? fallback;
    if (typeof value === "string") return value;
    missing = true;
    return "";
  });
  return missing ? null : result;
}

import { types } from "node:util";

const longest = 500;

/**
 * Checks a pattern that must mean the same to JavaScript and to Java, because AppSync runs on Java: what only one of them
 * knows, or what they read differently, is refused.
 *
 * @returns the pattern's source, or why it cannot be used
 */
export function readPattern(value: unknown): { readonly source: string } | { readonly problem: string } {
  if (types.isRegExp(value)) {
    if (value.flags.replace(/[dgu]/g, "") !== "")
      return { problem: `has the flags "${value.flags}", which are not carried over` };
    return checkedSource(value.source);
  }
  if (typeof value !== "string") return { problem: "is neither a text nor a regular expression" };
  return checkedSource(value);
}

function checkedSource(source: string): { readonly source: string } | { readonly problem: string } {
  if (source === "" || source === "(?:)") return { problem: "is empty" };
  if (source.length > longest)
    return { problem: `is ${source.length} characters long; at most ${longest} are allowed` };
  if (/[^\x20-\x7e]/.test(source))
    return { problem: "has characters outside printable ASCII; write them as \\uXXXX" };
  const foreign = foreignPart(source);
  if (foreign !== null) return { problem: foreign };
  try {
    new RegExp(source, "u");
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(": ").at(-1) ?? "") : "";
    return { problem: `is not a regular expression (${reason.charAt(0).toLowerCase()}${reason.slice(1)})` };
  }
  return { source };
}

/** What stands in the pattern that the two languages do not share, or null. Goes through it once, character by character. */
function foreignPart(source: string): string | null {
  let inClass = false;
  for (let i = 0; i < source.length; i++) {
    const rest = source.slice(i);
    if (rest.startsWith("\\")) {
      const problem = escapeProblem(rest, inClass);
      if (problem !== null) return problem;
      i++;
    } else if (inClass) {
      if (rest.startsWith("[")) return 'has "[" inside a class; write "\\["';
      if (rest.startsWith("&&")) return 'has "&&" inside a class, which Java reads as an intersection';
      if (rest.startsWith("]")) inClass = false;
    } else if (rest.startsWith("[")) {
      inClass = true;
      if (/^\[\^?\]/.test(rest)) return "has an empty class";
    } else if (/^\((?!\?:)\?/.test(rest)) {
      return `has the group "${rest.slice(0, 3)}", which is not in both languages; only ( ) and (?: ) are allowed`;
    } else if (/^[*+?}]\+/.test(rest)) {
      return `has "${rest.slice(0, 2)}", which only Java knows`;
    } else if (/^\{(?!\d+(,\d*)?\})/.test(rest)) {
      return 'has a "{" that counts nothing; write "\\{"';
    }
  }
  return null;
}

function escapeProblem(rest: string, inClass: boolean): string | null {
  if (/^\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[dDwWsStnrf])/.test(rest)) return null;
  if (/^\\[\^$\\.*+?()[\]{}|/]/.test(rest)) return null;
  if (inClass && rest.startsWith("\\-")) return null;
  if (/^\\[1-9k]/.test(rest)) return `has the back-reference "${rest.slice(0, 2)}", which is not allowed`;
  return `has "${rest.slice(0, 2)}", which is not the same in JavaScript and Java`;
}

import type { Place, Report } from "../finding.ts";
import type { Call } from "../language/chain.ts";
import { quoted } from "../words/quoted.ts";
import { checkTypeName } from "./names.ts";
import type { Types } from "./types.ts";

const mostValues = 200;
const longestValue = 64;

/** Reads `oneOf(...)` and registers it under a name. @returns whether it could be used at all */
export function readEnum(
  name: string,
  root: Call,
  description: string | null,
  place: Place,
  context: { readonly types: Types; readonly report: Report },
): boolean {
  const { report, types } = context;
  if (root.args.length === 0) {
    report(place, "oneOf() has no values.", 'List them: oneOf("draft", "sent").');
    return false;
  }
  if (root.args.length === 1 && Array.isArray(root.args[0])) {
    report(
      place,
      "oneOf() got one list instead of values.",
      "Remove the brackets, or write ... before the list.",
    );
    return false;
  }
  if (root.args.length > mostValues) {
    report(
      place,
      `oneOf() has ${root.args.length} values; at most ${mostValues} are allowed.`,
      "Make a model of them.",
    );
    return false;
  }
  checkTypeName(name, "enum", place, report);
  const values: string[] = [];
  for (const value of root.args) {
    const problem = enumValueProblem(value, values);
    if (problem === null) values.push(value as string);
    else report(place, `The value ${quoted(value)} of oneOf() ${problem[0]}.`, problem[1]);
  }
  types.enums.push({ value: { name, values, description, source: { file: place.file } }, place });
  return true;
}

function enumValueProblem(value: unknown, before: readonly string[]): [what: string, remedy: string] | null {
  const shape = "Use letters, digits and underscores, starting with a letter.";
  if (typeof value !== "string") return ["is no text", 'Write it in quotes: oneOf("draft").'];
  if (before.includes(value)) return ["stands there twice", "Remove one of them."];
  if (value === "true" || value === "false" || value === "null")
    return ["is a word of GraphQL", 'Choose another, for instance "yes", or use boolean().'];
  if (value.startsWith("__")) return ["starts with two underscores, which GraphQL keeps to itself", shape];
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(value)) return ["is no name that GraphQL allows", shape];
  if (value.length > longestValue) return [`is longer than ${longestValue} characters`, "Shorten it."];
  if (value in Object.prototype) return ["is part of every JavaScript object", "Choose another."];
  return null;
}

import { toCamel, toKebab, toPascal } from "../../definition/words/letter-case.ts";
import { quoted } from "../../definition/words/quoted.ts";
import type { ArgumentProblem } from "../arguments/argument-problem.ts";

/** What a name is for: each has one style, checked before the name comes near a path or a template. */
export type NameKind = "model" | "field" | "function";

const styles = {
  model: {
    pattern: /^[A-Z][A-Za-z0-9]*$/,
    what: "A model's name is PascalCase: a capital letter, then letters and digits",
    example: "InvoiceLine",
    convert: toPascal,
  },
  field: {
    pattern: /^[a-z][A-Za-z0-9]*$/,
    what: "A field's name is camelCase: a small letter, then letters and digits",
    example: "dueOn",
    convert: toCamel,
  },
  function: {
    pattern: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
    what: "A function's name is kebab-case: small letters, digits and single hyphens",
    example: "send-invoice",
    convert: toKebab,
  },
} as const;

/** As the definition has it: types made of a name stay within AppSync's limits. */
const longest = { model: 50, field: 64, function: 50 } as const;

/** Names of devices that Windows keeps for itself, with any ending: `con.ts` cannot be created there. */
const windowsDevice = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/**
 * Checks a name of the command line.
 *
 * @param argument where the name was given, for the message
 * @param start 0-based place of the name in that argument
 * @returns a problem, or null where the name is good
 */
export function checkName(
  kind: NameKind,
  name: string,
  argument: string,
  start: number,
): ArgumentProblem | null {
  const style = styles[kind];
  const problem = (code: string, at: number, message: string, remedy: string): ArgumentProblem => ({
    code,
    argument,
    column: start + at + 1,
    message,
    remedy,
  });
  if (name === "") {
    return problem(
      "NAME_MISSING",
      0,
      `the ${kind}'s name is missing.`,
      `Write one, for instance ${style.example}.`,
    );
  }
  const maxLength = longest[kind];
  if (name.length > maxLength) {
    return problem(
      "NAME_TOO_LONG",
      maxLength,
      `the ${kind}'s name has ${name.length} characters.`,
      `Use at most ${maxLength}.`,
    );
  }
  if (!style.pattern.test(name)) {
    const suggestion = style.convert(name.normalize("NFKD").replace(/\p{M}/gu, ""));
    const usable = style.pattern.test(suggestion) && suggestion !== "" && !windowsDevice.test(suggestion);
    return problem(
      "NAME_NOT_ALLOWED",
      firstWrong(name, kind),
      `${quoted(name)} cannot be a ${kind}'s name.`,
      `${style.what}, A to Z without accents. Write ${usable ? suggestion : `something like ${style.example}`}.`,
    );
  }
  if (kind !== "field" && windowsDevice.test(name)) {
    return problem(
      "NAME_RESERVED_BY_WINDOWS",
      0,
      `Windows cannot store a file or folder named ${quoted(name.toLowerCase())}.`,
      `Choose another name, for instance ${kind === "model" ? `${name}Record` : `${name}-task`}.`,
    );
  }
  return null;
}

function firstWrong(name: string, kind: NameKind): number {
  const allowed = kind === "function" ? /[a-z0-9-]/ : /[A-Za-z0-9]/;
  const at = Array.from({ length: name.length }, (_, i) => name.charAt(i)).findIndex((c) => !allowed.test(c));
  return Math.max(at, 0);
}

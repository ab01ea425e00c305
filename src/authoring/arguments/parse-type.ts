import type { ScalarName } from "../../definition/ir.ts";
import { closest } from "../../definition/words/did-you-mean.ts";
import { quoted } from "../../definition/words/quoted.ts";
import { checkName } from "../names/check-name.ts";
import type { ArgumentProblem } from "./argument-problem.ts";
import type { ValueType } from "./field-spec.ts";
import type { FieldCategory } from "./modifiers.ts";
import { itemsOf, type Segment } from "./segments.ts";
import { relationNames, scalarNames, typeNames, typeOfOtherLanguage } from "./value-types.ts";

export type FieldTypeSpec =
  | ValueType
  | { readonly kind: (typeof relationNames)[number]; readonly target: string };

/** The type, how many segments it took, and what else may follow it. */
export interface ParsedType {
  /** Null where it is wrong (which is reported). */
  readonly type: FieldTypeSpec | null;
  readonly category: FieldCategory | null;
  readonly consumed: number;
}

/**
 * Reads `text`, `oneOf:a,b`, `belongsTo:Customer` or the name of an exported type.
 *
 * @param segments what stands after the field's name
 * @param problems receives everything that is wrong
 */
export function parseType(
  argument: string,
  segments: readonly Segment[],
  problems: ArgumentProblem[],
): ParsedType {
  const first = segments[0];
  if (first === undefined || first.raw === "") {
    problems.push({
      code: "TYPE_MISSING",
      argument,
      column: first === undefined ? argument.length + 1 : first.start + 1,
      message: "the type is missing.",
      remedy: missingTypeRemedy(argument),
    });
    return { type: null, category: null, consumed: 1 };
  }
  const word = first.raw;
  const scalar = scalarNames.find((name) => name === word);
  if (scalar !== undefined) {
    return { type: { kind: "scalar", scalar }, category: categoryOf(scalar), consumed: 1 };
  }
  if (word === "file") return { type: { kind: "file" }, category: "file", consumed: 1 };
  if (word === "oneOf") {
    const values = parseValues(argument, first, segments[1], problems);
    return { type: values && { kind: "oneOf", values }, category: "oneOf", consumed: 2 };
  }
  const relation = relationNames.find((name) => name === word);
  if (relation !== undefined) {
    const target = parseTarget(argument, relation, first, segments[1], problems);
    const category = relation === "hasMany" || relation === "hasOne" ? "has" : relation;
    return { type: target === null ? null : { kind: relation, target }, category, consumed: 2 };
  }
  const other = otherMeaning(word);
  if (other === null && checkName("model", word, argument, first.start) === null) {
    return { type: { kind: "named", name: word }, category: "named", consumed: 1 };
  }
  problems.push({
    code: "TYPE_UNKNOWN",
    argument,
    column: first.start + 1,
    message: `there is no type ${quoted(word)}.`,
    remedy:
      other === null
        ? `Write one of ${typeNames.join(", ")}, or the name of an exported enum or object.`
        : other,
  });
  return { type: null, category: null, consumed: 1 };
}

function categoryOf(scalar: ScalarName): FieldCategory {
  if (scalar === "integer" || scalar === "decimal" || scalar === "money") return "number";
  if (scalar === "date" || scalar === "time" || scalar === "dateTime") return "moment";
  return scalar === "boolean" || scalar === "json" || scalar === "id" ? scalar : "text";
}

/** A word of another language, or a near miss. An unknown PascalCase word is left alone: it may be an exported type. */
function otherMeaning(word: string): string | null {
  const same = typeNames.find((name) => name.toLowerCase() === word.toLowerCase());
  if (same !== undefined) return `Did you mean \`${same}\`?`;
  const translated = typeOfOtherLanguage(word);
  if (translated !== null)
    return translated.includes(" ") ? `Write ${translated}.` : `Write \`${translated}\`.`;
  const near = /^[A-Z]/.test(word) ? null : closest(word, typeNames);
  return near === null ? null : `Did you mean \`${near}\`?`;
}

function missingTypeRemedy(argument: string): string {
  const name = /^[a-z][A-Za-z0-9]*/.exec(argument)?.[0] ?? "name";
  const advice = `Write it after a colon: \`${name}:text\`.`;
  return argument.includes(":")
    ? advice
    : `${advice} (In PowerShell a comma ends an argument: write / between the values of a list.)`;
}

function parseValues(
  argument: string,
  word: Segment,
  list: Segment | undefined,
  problems: ArgumentProblem[],
): readonly string[] | null {
  if (list === undefined || list.raw === "") {
    problems.push({
      code: "ENUM_VALUES_MISSING",
      argument,
      column: (list?.start ?? word.start + word.raw.length) + 1,
      message: "`oneOf` needs its values.",
      remedy: "Write them after a colon: `oneOf:draft,sent,paid`.",
    });
    return null;
  }
  const before = problems.length;
  const seen = new Set<string>();
  for (const { raw, start } of itemsOf(list.raw, list.start)) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(raw) || raw.length > 50) {
      const fixed = raw
        .normalize("NFKD")
        .replace(/[^A-Za-z0-9_]+/g, "_")
        .replace(/^(?=[0-9])/, "_");
      problems.push({
        code: "ENUM_VALUE_NOT_ALLOWED",
        argument,
        column: start + 1,
        message: raw === "" ? "a value is empty." : `${quoted(raw)} cannot be a value of an enum.`,
        remedy: `GraphQL allows letters, digits and _, at most 50, not beginning with a digit${/[A-Za-z0-9]/.test(fixed) && fixed.length <= 50 ? `: write \`${fixed}\`` : ""}.`,
      });
    } else if (seen.has(raw)) {
      problems.push({
        code: "ENUM_VALUE_TWICE",
        argument,
        column: start + 1,
        message: `${quoted(raw)} is listed twice.`,
        remedy: "Keep one of them.",
      });
    }
    seen.add(raw);
  }
  return problems.length > before ? null : [...seen];
}

function parseTarget(
  argument: string,
  relation: string,
  word: Segment,
  target: Segment | undefined,
  problems: ArgumentProblem[],
): string | null {
  if (target === undefined || target.raw === "") {
    problems.push({
      code: "TARGET_MISSING",
      argument,
      column: (target?.start ?? word.start + word.raw.length) + 1,
      message: `\`${relation}\` needs the model it points to.`,
      remedy: `Write it after a colon: \`${relation}:Customer\`.`,
    });
    return null;
  }
  const problem = checkName("model", target.raw, argument, target.start);
  if (problem === null) return target.raw;
  problems.push(problem);
  return null;
}

import type { OnDelete } from "../../definition/ir.ts";
import { closest } from "../../definition/words/did-you-mean.ts";
import { quoted } from "../../definition/words/quoted.ts";
import { checkName, type NameKind } from "../names/check-name.ts";
import type { ArgumentProblem, Parsed } from "./argument-problem.ts";
import type { FieldSpec, RelationSpec, ValueType } from "./field-spec.ts";
import { type Modifiers, parseModifiers } from "./modifiers.ts";
import { parseDefault } from "./parse-default.ts";
import { parseRules } from "./parse-rules.ts";
import { type FieldTypeSpec, parseType } from "./parse-type.ts";
import { segmentsOf } from "./segments.ts";

/**
 * Reads one field as the command line says it: `number:text:max=20:unique`, `status:oneOf:draft,sent:default=draft`,
 * `customer:belongsTo:Customer:onDelete=cascade`. Pure: what a name refers to is not looked up.
 *
 * @returns the field, or every problem in it
 */
export function parseFieldArgument(argument: string): Parsed<FieldSpec> {
  const problems: ArgumentProblem[] = [];
  const [first, ...rest] = segmentsOf(argument);
  const name = first?.raw ?? "";
  if (argument.trim() === "") {
    const remedy = "Write name:type, for instance `number:text`.";
    return {
      ok: false,
      problems: [{ code: "ARGUMENT_EMPTY", argument, column: 1, message: "this field is empty.", remedy }],
    };
  }
  const nameProblem = checkName("field", name, argument, 0);
  if (nameProblem !== null) problems.push(nameProblem);
  // A name of ten thousand characters says nothing about what follows it.
  if (nameProblem?.code === "NAME_TOO_LONG") return { ok: false, problems };
  const { type, category, consumed } = parseType(argument, rest, problems);
  const modifiers = parseModifiers(argument, rest.slice(consumed), category, problems);
  if (type === null) return { ok: false, problems };
  const field = isRelation(type)
    ? relationField(name, type, modifiers, argument, problems)
    : valueField(name, type, modifiers, argument, problems);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: field };
}

function isRelation(type: FieldTypeSpec): type is Exclude<FieldTypeSpec, ValueType> {
  return "target" in type;
}

function valueField(
  name: string,
  type: ValueType,
  modifiers: Modifiers,
  argument: string,
  problems: ArgumentProblem[],
): FieldSpec {
  const list = modifiers.list !== undefined;
  if (list && modifiers.unique !== undefined) {
    problems.push({
      code: "UNIQUE_LIST",
      argument,
      column: modifiers.unique.start + 1,
      message: "a list cannot be unique.",
      remedy: "Leave out `unique`, or make the things of the list records of a model of their own.",
    });
  }
  let defaultValue = null;
  if (modifiers.default !== undefined) {
    const { value, raw, valueStart } = modifiers.default;
    const parsed = parseDefault(type, list, value, raw.slice(raw.indexOf("=") + 1));
    if (parsed.ok) defaultValue = parsed.value;
    else problems.push({ code: "DEFAULT_WRONG", argument, column: valueStart + 1, ...withoutOk(parsed) });
  }
  return {
    kind: "value",
    name,
    type,
    optional: modifiers.optional !== undefined,
    list,
    unique: modifiers.unique !== undefined,
    rules: parseRules(type, modifiers, argument, problems),
    default: defaultValue,
    description: modifiers.describe?.value ?? null,
  };
}

function withoutOk(wrong: { readonly message: string; readonly remedy: string }) {
  return { message: wrong.message, remedy: wrong.remedy };
}

function relationField(
  name: string,
  type: Exclude<FieldTypeSpec, ValueType>,
  modifiers: Modifiers,
  argument: string,
  problems: ArgumentProblem[],
): RelationSpec {
  const { target } = type;
  const description = modifiers.describe?.value ?? null;
  const named = (word: "inverse" | "via" | "through", kind: NameKind): string | null => {
    const modifier = modifiers[word];
    if (modifier === undefined) return null;
    const problem = checkName(kind, modifier.value, argument, modifier.valueStart);
    if (problem !== null) problems.push(problem);
    return modifier.value;
  };
  const inverse = named("inverse", "field");
  switch (type.kind) {
    case "hasMany":
    case "hasOne":
      return { kind: type.kind, name, target, via: named("via", "field"), description };
    case "manyToMany":
      return { kind: type.kind, name, target, through: named("through", "model"), inverse, description };
    case "belongsTo":
      return {
        kind: type.kind,
        name,
        target,
        optional: modifiers.optional !== undefined,
        unique: modifiers.unique !== undefined,
        onDelete: parseOnDelete(modifiers, argument, problems),
        unindexed: modifiers.unindexed !== undefined,
        inverse,
        description,
      };
  }
}

const onDeleteWords: readonly OnDelete[] = ["restrict", "cascade", "setNull", "keep"];

function parseOnDelete(modifiers: Modifiers, argument: string, problems: ArgumentProblem[]): OnDelete | null {
  const { onDelete, optional } = modifiers;
  if (onDelete === undefined) return null;
  const word = onDeleteWords.find((candidate) => candidate === onDelete.value);
  if (word === undefined) {
    const near = closest(onDelete.value, onDeleteWords);
    problems.push({
      code: "ON_DELETE_UNKNOWN",
      argument,
      column: onDelete.valueStart + 1,
      message: `${quoted(onDelete.value)} is not something that can happen on delete.`,
      remedy:
        near === null ? `Write one of ${onDeleteWords.join(", ")}.` : `Did you mean \`onDelete=${near}\`?`,
    });
    return null;
  }
  if (word === "setNull" && optional === undefined) {
    problems.push({
      code: "ON_DELETE_NEEDS_OPTIONAL",
      argument,
      column: onDelete.start + 1,
      message: "`onDelete=setNull` empties the field, but the field is required.",
      remedy: "Add `optional`, or write `onDelete=restrict`.",
    });
  }
  return word;
}

import { type Place, type Report, within } from "../finding.ts";
import type { DefaultValue, Field, FieldRules, FieldType, Json, ScalarName } from "../ir.ts";
import { type Call, type Chain, chainOf } from "../language/chain.ts";
import { fieldMethods } from "../language/fields.ts";
import { relationMethods } from "../language/relations.ts";
import { closest } from "../words/did-you-mean.ts";
import { capitalized } from "../words/letter-case.ts";
import { quoted } from "../words/quoted.ts";
import { checkFieldName, checkTypeName } from "./names.ts";
import { readEnum } from "./read-enum.ts";
import { type PlacedCall, placedCalls, readRules } from "./read-rules.ts";
import type { Types } from "./types.ts";
import { valueProblem } from "./value-problem.ts";
import { isPlainObject, readDescription } from "./values.ts";

/** Nested objects in nested objects: as deep as anybody can read, and far below DynamoDB's 32. */
const deepest = 5;

/** Where a field stands decides what it may be. */
export interface FieldContext {
  readonly where: "model" | "object" | "input" | "output";
  /** Inline types are named after it and the field: `Invoice` + `status` = `InvoiceStatus`. */
  readonly owner: string;
  readonly types: Types;
  readonly report: Report;
  /** How deep in nested objects this is. */
  readonly depth: number;
}

export interface ReadField {
  readonly field: Field;
  readonly unique: boolean;
  readonly place: Place;
}

/** The fields of a nested object, of arguments or of a result. Wrong ones are reported and left out. */
export function readFields(
  shape: Readonly<Record<string, unknown>>,
  place: Place,
  context: FieldContext,
): readonly ReadField[] {
  const fields: ReadField[] = [];
  for (const [name, value] of Object.entries(shape)) {
    const at = within(place, { property: name });
    if (!checkFieldName(name, at, context.report)) continue;
    const field = readField(name, value, at, context);
    if (field !== null) fields.push(field);
  }
  return fields;
}

/**
 * One field from its builder, with everything explicit.
 *
 * @returns null where it cannot be understood at all; smaller problems are reported and the field is kept, so that they do
 *   not cause others
 */
export function readField(
  name: string,
  value: unknown,
  place: Place,
  context: FieldContext,
): ReadField | null {
  const chain = chainOf(value);
  if (chain === null || !(chain.root.name in fieldMethods)) {
    reportForeign(name, value, chain, place, context);
    return null;
  }
  const kind = chain.root.name;
  if (kind === "file" && context.where !== "model") {
    context.report(
      place,
      "file() cannot stand in a nested object or in arguments.",
      "Move it directly into a model.",
    );
    return null;
  }
  const type = readFieldType(name, chain.root, place, context);
  if (type === null) return null;
  const calls = placedCalls(chain.calls, place);
  const list = calls.some(({ call }) => call.name === "list");
  const rules = readRules(kind, calls, context.report);
  const described = calls.findLast(({ call }) => call.name === "describe");
  const field: Field = {
    name,
    type,
    list,
    required: !calls.some(({ call }) => call.name === "optional"),
    default: readDefault(type, list, rules, calls, context),
    rules,
    description:
      described === undefined
        ? null
        : readDescription(described.call.args[0] ?? null, described.place, context.report),
  };
  return { field, unique: readUnique(field, calls, context), place };
}

function readFieldType(name: string, root: Call, place: Place, context: FieldContext): FieldType | null {
  const inline = context.owner + capitalized(name);
  if (root.name === "file") return { kind: "file" };
  if (root.name !== "oneOf" && root.name !== "object")
    return { kind: "scalar", scalar: root.name as ScalarName };
  const shared = context.types.shared.get(root);
  if (root.name === "oneOf") {
    if (shared !== undefined) return { kind: "enum", enum: shared };
    return readEnum(inline, root, null, place, context) ? { kind: "enum", enum: inline } : null;
  }
  if (shared !== undefined) return { kind: "object", object: shared };
  return readObject(inline, root, null, place, context) ? { kind: "object", object: inline } : null;
}

function readDefault(
  type: FieldType,
  list: boolean,
  rules: FieldRules,
  calls: readonly PlacedCall[],
  context: FieldContext,
): DefaultValue | null {
  const given = calls.findLast(({ call }) => call.name === "default");
  if (given === undefined) return null;
  const [value] = given.call.args;
  const scalar = type.kind === "scalar" ? type.scalar : null;
  const special = specialDefault(scalar, list, value);
  if (special !== null && context.where === "model") return special;
  const values = type.kind === "enum" ? enumValues(type.enum, context.types) : [];
  const near = typeof value === "string" ? closest(value, values) : null;
  const remedy =
    near === null ? "Write a default that the field itself would accept." : `Did you mean "${near}"?`;
  const wrong = (what: string): null => {
    context.report(given.place, `The default ${quoted(value)} ${what}.`, remedy);
    return null;
  };
  if (special !== null) return wrong("is made when a record is written, and this is no record");
  if (!list) {
    const problem = valueProblem(type, rules, values, value);
    return problem === null ? { kind: "value", value: structuredClone(value) as Json } : wrong(problem);
  }
  if (!Array.isArray(value)) return wrong("is no list");
  if (rules.minItems !== null && value.length < rules.minItems)
    return wrong(`has fewer than ${rules.minItems} elements`);
  if (rules.maxItems !== null && value.length > rules.maxItems)
    return wrong(`has more than ${rules.maxItems} elements`);
  for (const item of value as readonly unknown[]) {
    const problem = valueProblem(type, rules, values, item);
    if (problem !== null) return wrong(`has ${quoted(item)}, which ${problem}`);
  }
  return { kind: "value", value: structuredClone(value) as Json };
}

function specialDefault(scalar: ScalarName | null, list: boolean, value: unknown): DefaultValue | null {
  if (list) return null;
  if (value === "now" && (scalar === "date" || scalar === "time" || scalar === "dateTime"))
    return { kind: "now" };
  if (value === "generated" && scalar === "id") return { kind: "generated" };
  return null;
}

function enumValues(name: string, types: Types): readonly string[] {
  return types.enums.find(({ value }) => value.name === name)?.value.values ?? [];
}

function readUnique(field: Field, calls: readonly PlacedCall[], context: FieldContext): boolean {
  const call = calls.find((each) => each.call.name === "unique");
  if (call === undefined) return false;
  if (context.where !== "model") {
    context.report(
      call.place,
      ".unique() cannot stand in a nested object or in arguments.",
      "Only fields directly in a model can be unique.",
    );
    return false;
  }
  if (field.list) {
    context.report(
      call.place,
      `"${field.name}" is a list and cannot be unique.`,
      "Remove .unique(), or make a model of the elements.",
    );
    return false;
  }
  if (field.default?.kind === "value") {
    context.report(
      call.place,
      `"${field.name}" is unique and has the default ${quoted(field.default.value)}: only one record could ever have it.`,
      "Remove .default() or .unique().",
    );
  }
  return true;
}

/** Reads `object({...})` and registers it under a name. @returns whether it could be used at all */
export function readObject(
  name: string,
  root: Call,
  description: string | null,
  place: Place,
  context: FieldContext,
): boolean {
  const { report, types } = context;
  const [shape] = root.args;
  if (chainOf(shape) !== null || !isPlainObject(shape) || Object.keys(shape).length === 0) {
    report(
      place,
      `object() takes the fields of the nested object, not ${quoted(shape)}.`,
      "Write object({ street: text() }).",
    );
    return false;
  }
  if (context.depth >= deepest) {
    report(
      place,
      `Objects are nested more than ${deepest} deep.`,
      "Make a model of the inner ones, or use json().",
    );
    return false;
  }
  checkTypeName(name, "object", place, report);
  const fields = readFields(shape, place, {
    ...context,
    where: "object",
    owner: name,
    depth: context.depth + 1,
  });
  types.objects.push({
    value: { name, fields: fields.map(({ field }) => field), description, source: { file: place.file } },
    place,
  });
  return true;
}

/** Says what a value is that is no field. */
function reportForeign(
  name: string,
  value: unknown,
  chain: Chain | null,
  place: Place,
  context: FieldContext,
): void {
  const { report } = context;
  if (chain !== null && chain.root.name in relationMethods) {
    report(
      place,
      `The relation "${name}" cannot stand in a nested object or in arguments.`,
      "Move it directly into a model, or use id().",
    );
  } else if (chain?.root.name === "model") {
    report(
      place,
      `"${name}" is a whole model.`,
      'Write belongsTo("TheModel"), hasMany("TheModel") or object({ ... }).',
    );
  } else if (chain !== null) {
    report(place, `"${name}" is ${chain.root.name}(), which is no field.`, `Write ${kinds}.`);
  } else if (typeof value === "function") {
    report(place, `"${name}" is a function, not what it gives.`, "Write it with parentheses: text().");
  } else if (value === undefined) {
    report(
      place,
      `"${name}" is undefined.`,
      "It is used before it is defined, or two files import each other: move shared types to a file of their own.",
    );
  } else {
    report(place, `"${name}" is ${quoted(value)}, which is no field.`, `Write ${kinds}.`);
  }
}

const kinds = `one of ${Object.keys(fieldMethods).join("(), ")}()`;

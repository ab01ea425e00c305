import type { FieldSpec } from "../../data/spec.ts";
import { FunctionError } from "../function-error.ts";
import { defaultValue } from "./default-value.ts";
import { problemsOfValue } from "./problems-of-value.ts";

type Values = Readonly<Record<string, unknown>>;

interface Problem {
  /** `address.zip`, `tags[2]` */
  readonly field: string;
  readonly message: string;
}

/**
 * Checks arguments against the rules of the function's definition, which GraphQL's types do not know, and completes them:
 * defaults are put in, and an optional field that was left out is null.
 *
 * @param values as AppSync gives them, with the types of the schema
 * @throws FunctionError `Invalid` that names every field that is wrong
 */
export function checkInput(fields: readonly FieldSpec[], values: Values): Record<string, unknown> {
  const problems: Problem[] = [];
  const input = completeObject(fields, values, "", problems);
  if (problems.length === 0) return input;
  const message = problems.map((each) => `${each.field}: ${each.message}`).join("; ");
  throw new FunctionError("Invalid", message, { info: { problems } });
}

function completeObject(
  fields: readonly FieldSpec[],
  values: Values,
  path: string,
  problems: Problem[],
): Record<string, unknown> {
  return Object.fromEntries(
    fields.map((field) => [
      field.name,
      completeField(field, values[field.name], path + field.name, problems),
    ]),
  );
}

function completeField(field: FieldSpec, given: unknown, path: string, problems: Problem[]): unknown {
  const value = given ?? defaultValue(field);
  if (value === null) {
    if (field.optional !== true) problems.push({ field: path, message: "is required" });
    return null;
  }
  if (field.list !== true) return completeElement(field, value, path, problems);
  if (!Array.isArray(value)) {
    problems.push({ field: path, message: "must be a list" });
    return [];
  }
  problems.push(...countProblems(field, value.length).map((message) => ({ field: path, message })));
  return value.map((element, position) => completeElement(field, element, `${path}[${position}]`, problems));
}

function completeElement(field: FieldSpec, value: unknown, path: string, problems: Problem[]): unknown {
  if (field.type === "object") {
    if (isObject(value)) return completeObject(field.fields ?? [], value, `${path}.`, problems);
    problems.push({ field: path, message: "must be an object" });
    return null;
  }
  problems.push(...problemsOfValue(field, value).map((message) => ({ field: path, message })));
  return value;
}

function countProblems({ minItems, maxItems }: FieldSpec, count: number): string[] {
  return [
    ...(minItems !== undefined && count < minItems ? [`must have at least ${minItems} elements`] : []),
    ...(maxItems !== undefined && count > maxItems ? [`must have at most ${maxItems} elements`] : []),
  ];
}

function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

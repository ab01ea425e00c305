import type { Place } from "../finding.ts";
import type { FunctionOutput } from "../ir.ts";
import { chainOf } from "../language/chain.ts";
import { quoted } from "../words/quoted.ts";
import { type FieldContext, readFields } from "./read-field.ts";
import type { FunctionContext } from "./read-function-options.ts";
import { isPlainObject } from "./values.ts";

const remedy =
  'Write returns: { total: money() }, returns: "Invoice" or returns: ["Invoice"], or leave it out.';

/** What a query or mutation gives back. Models it names are added to `models`. */
export function readReturns(
  value: unknown,
  place: Place,
  fields: FieldContext,
  context: FunctionContext,
  models: { name: string; place: Place }[],
): FunctionOutput {
  if (value === undefined) return { kind: "nothing" };
  const list = Array.isArray(value);
  const reference: unknown = list && value.length === 1 ? value[0] : value;
  const model = readModelName(reference, context);
  if (model !== null) {
    models.push({ name: model, place });
    return { kind: "model", model, list };
  }
  const isShape = chainOf(value) === null && isPlainObject(value);
  if (!isShape || Object.keys(value).length === 0) {
    fields.report(place, `returns cannot be ${isShape ? "empty" : quoted(value)}.`, remedy);
    return { kind: "nothing" };
  }
  const result = readFields(value, place, { ...fields, where: "output", owner: `${fields.owner}Result` });
  for (const { field, place: at } of result) {
    if (field.default !== null) {
      fields.report(
        at,
        `The result "${field.name}" has a default.`,
        "Remove .default(): the function gives every value itself.",
      );
    }
  }
  return { kind: "fields", fields: result.map(({ field }) => field) };
}

/** The name of a model that is given by name or as itself. */
export function readModelName(value: unknown, context: FunctionContext): string | null {
  if (typeof value === "string" && value !== "") return value;
  return chainOf(value)?.root.name === "model" ? context.modelNameOf(value) : null;
}

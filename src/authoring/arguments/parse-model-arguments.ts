import { quoted } from "../../definition/words/quoted.ts";
import { checkName } from "../names/check-name.ts";
import type { ArgumentProblem, Parsed } from "./argument-problem.ts";
import type { FieldSpec } from "./field-spec.ts";
import type { ModelOptions } from "./option-specs.ts";
import { parseFieldArgument } from "./parse-field-argument.ts";
import { type ModelOptionTexts, parseModelOptions } from "./parse-model-options.ts";

/** What `add-model` was told, understood but not yet looked up in the project. */
export interface ModelSpec {
  readonly name: string;
  readonly fields: readonly FieldSpec[];
  readonly options: ModelOptions;
}

/** Reads a whole `add-model` command line; every problem of every argument is reported at once. */
export function parseModelArguments(
  name: string,
  fieldArguments: readonly string[],
  options: ModelOptionTexts,
): Parsed<ModelSpec> {
  const problems: ArgumentProblem[] = [];
  const nameProblem = checkName("model", name, name, 0);
  if (nameProblem !== null) problems.push(nameProblem);
  const fields = parseFieldArguments(fieldArguments);
  if (!fields.ok) problems.push(...fields.problems);
  const parsedOptions = parseModelOptions(options);
  if (!parsedOptions.ok) problems.push(...parsedOptions.problems);
  if (problems.length > 0 || !fields.ok || !parsedOptions.ok) return { ok: false, problems };
  return { ok: true, value: { name, fields: fields.value, options: parsedOptions.value } };
}

/** Reads several fields, and sees that no name is given twice. */
export function parseFieldArguments(fieldArguments: readonly string[]): Parsed<readonly FieldSpec[]> {
  const problems: ArgumentProblem[] = [];
  const fields: FieldSpec[] = [];
  const seen = new Set<string>();
  for (const argument of fieldArguments) {
    const parsed = parseFieldArgument(argument);
    if (parsed.ok) fields.push(parsed.value);
    else problems.push(...parsed.problems);
    const name = argument.split(":", 1)[0] ?? "";
    if (name !== "" && seen.has(name)) {
      problems.push({
        code: "FIELD_TWICE",
        argument,
        column: 1,
        message: `the field ${quoted(name)} is given twice.`,
        remedy: "Keep one of them, or rename one.",
      });
    }
    seen.add(name);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: fields };
}

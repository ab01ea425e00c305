import { UserError } from "../../errors/user-error.ts";
import type { ArgumentProblem } from "../arguments/argument-problem.ts";
import { parseFieldArgument } from "../arguments/parse-field-argument.ts";
import { namedTypeOf } from "../print/print-field.ts";
import { declaredNames } from "./declared-names.ts";
import { readModelFiles } from "./read-model-files.ts";
import { nameProblems } from "./resolve-names.ts";

/**
 * What the readable ones among wrong arguments name and the project does not have: so that one run tells everything.
 *
 * @param project absolute path
 * @param model that gets the fields
 * @returns none where the project's files cannot be read; that is told once the arguments are right
 */
export async function lookupProblems(
  project: string,
  model: string,
  fieldArguments: readonly string[],
): Promise<readonly ArgumentProblem[]> {
  const fields = fieldArguments.flatMap((argument) => {
    const parsed = parseFieldArgument(argument);
    return parsed.ok ? [{ argument, field: parsed.value }] : [];
  });
  const names = fields.flatMap(({ field }) =>
    field.kind === "value" ? (namedTypeOf(field) ?? []) : field.target,
  );
  const argumentOf = (name: string) => fields.find(({ field }) => field.name === name)?.argument ?? name;
  try {
    const files = readModelFiles(project);
    const declared = await declaredNames(files, names);
    return await nameProblems(
      model,
      fields.map(({ field }) => field),
      declared,
      files,
      argumentOf,
    );
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

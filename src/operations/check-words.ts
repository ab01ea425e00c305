import type { ArgumentProblem } from "../authoring/arguments/argument-problem.ts";
import { parseFieldArgument } from "../authoring/arguments/parse-field-argument.ts";
import { checkName, type NameKind } from "../authoring/names/check-name.ts";

/** Why a name does not do, with what to write instead, or null: for answers on a terminal. */
export function nameProblem(kind: NameKind, name: string): string | null {
  const problem = checkName(kind, name, name, 0);
  return problem === null ? null : inOneSentence(problem);
}

/** Why a field argument does not do, with what to write instead, or null. */
export function fieldProblem(argument: string): string | null {
  const parsed = parseFieldArgument(argument);
  const [problem] = parsed.ok ? [] : parsed.problems;
  return problem === undefined ? null : inOneSentence(problem);
}

function inOneSentence({ message, remedy }: ArgumentProblem): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)} ${remedy}`;
}

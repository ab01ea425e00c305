import { UserError } from "../../errors/user-error.ts";
import { type ArgumentProblem, asProblem } from "../arguments/argument-problem.ts";

/**
 * All that is wrong with a command line, as one error.
 *
 * @param command for the message: `add-model`
 */
export function argumentError(command: string, problems: readonly ArgumentProblem[]): UserError {
  const [only] = problems;
  if (only !== undefined && problems.length === 1) {
    const problem = asProblem(only);
    return new UserError({ code: only.code, message: problem.message, remedy: problem.remedy });
  }
  return new UserError({
    code: "ARGUMENTS_WRONG",
    message: `${problems.length} things are wrong with the arguments of ${command}.`,
    remedy: "Correct them and run the command again. Nothing was changed.",
    problems: problems.map(asProblem),
  });
}

import { UserError } from "../errors/user-error.ts";

/**
 * The error for an argument or flag that is needed where nobody can be asked.
 *
 * @param name as help shows it: `NAME`, `--trigger`
 * @param example a whole command
 */
export function missingArgument(name: string, example: string): UserError {
  return new UserError({
    code: "MISSING_ANSWER",
    message: `${name} is missing, and nobody can be asked here (no terminal, CI, --yes or --json).`,
    remedy: `Give it: ${example}`,
  });
}

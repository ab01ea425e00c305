import { UserError } from "../../errors/user-error.ts";

/**
 * What a refused deployment would have to be told to go on all the same: the ids that its problems name for `--accept`.
 * Nothing where it failed for another reason.
 */
export function acceptable(error: unknown): readonly string[] {
  if (!(error instanceof UserError) || error.code !== "DATA_LOSS") return [];
  return error.problems.flatMap(({ remedy }) => /^--accept (\S+)$/.exec(remedy)?.[1] ?? []);
}

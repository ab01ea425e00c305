import { quoted } from "../../definition/words/quoted.ts";
import type { Problem } from "../../errors/user-error.ts";

/** One thing that is wrong with an argument, with its place in it. */
export interface ArgumentProblem {
  /** Stable, upper-snake-case. */
  readonly code: string;
  /** The argument as typed, or the flag with its value: `--index byStatus`. */
  readonly argument: string;
  /** 1-based position of the wrong character in the argument. */
  readonly column: number;
  readonly message: string;
  /** What to write instead. */
  readonly remedy: string;
}

/** Either a value, or everything that is wrong. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly ArgumentProblem[] };

/** As the error's list shows it: the argument first, shortened, so that each line stands alone. */
export function asProblem(problem: ArgumentProblem): Problem {
  const place = problem.column > 1 ? `, character ${problem.column}` : "";
  return {
    file: null,
    line: null,
    message: `${quoted(problem.argument)}${place}: ${problem.message}`,
    remedy: problem.remedy,
  };
}

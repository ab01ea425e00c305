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
    message: `${shown(problem.argument)}${place}: ${problem.message}`,
    remedy: problem.remedy,
  };
}

/**
 * Text of a user made fit for a message: in backticks, control and invisible characters escaped, long text cut.
 *
 * @param limit characters kept
 */
export function shown(text: string, limit = 60): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return `\`${cut.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, escaped)}\``;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

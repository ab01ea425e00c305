/** Process exit codes that scripts may rely on. Documented in the user guide. */
export const exitCode = {
  done: 0,
  toolFailed: 1,
  badInput: 2,
  refused: 3,
  cloudFailed: 4,
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

export interface UserErrorDetails {
  /** Stable, upper-snake-case identifier, for scripts and for `--json`. */
  readonly code: string;
  /** What happened, one sentence, in the user's words. */
  readonly message: string;
  /** What to do about it: the command or the edit that fixes it. */
  readonly remedy: string;
  /** Individual problems, each on a line of its own (for instance one per wrong field). */
  readonly problems?: readonly Problem[];
  readonly exit?: ExitCode;
  readonly cause?: unknown;
}

/** One thing that is wrong in the user's input, with its place. */
export interface Problem {
  /** Path relative to the project, or null where the problem is not in a file (a flag, an argument). */
  readonly file: string | null;
  /** 1-based; null when the whole file is meant. */
  readonly line: number | null;
  /** What is wrong. */
  readonly message: string;
  /** What to write instead. */
  readonly remedy: string;
}

/** Something the person running Plinth can mend. Shown without a stack trace. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: string;
  readonly remedy: string;
  readonly problems: readonly Problem[];
  readonly exit: ExitCode;

  constructor(details: UserErrorDetails) {
    super(details.message, { cause: details.cause });
    this.code = details.code;
    this.remedy = details.remedy;
    this.problems = details.problems ?? [];
    this.exit = details.exit ?? exitCode.badInput;
  }
}

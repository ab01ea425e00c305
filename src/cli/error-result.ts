import { Cancelled } from "../errors/cancelled.ts";
import { type ExitCode, exitCode, type Problem, UserError } from "../errors/user-error.ts";

/** What `--json` prints for an error. Scripts rely on this shape. */
export interface ErrorResult {
  readonly ok: false;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly remedy: string;
    readonly problems: readonly Problem[];
  };
}

/** The `--json` form of anything thrown. Stacks and causes stay out: they may hold more than the user meant to show. */
export function errorResult(error: unknown): ErrorResult {
  if (error instanceof UserError) {
    const { code, message, remedy, problems } = error;
    return { ok: false, error: { code, message, remedy, problems } };
  }
  if (error instanceof Cancelled) {
    return {
      ok: false,
      error: { code: "CANCELLED", message: error.message, remedy: "Run it again.", problems: [] },
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  const remedy =
    "This is a fault in Plinth: please report it, with the output of the same command and --debug.";
  return { ok: false, error: { code: "PLINTH_FAILED", message, remedy, problems: [] } };
}

/** The process's exit code for anything thrown. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UserError) return error.exit;
  if (error instanceof Cancelled) return exitCode.cancelled;
  return exitCode.toolFailed;
}

/** A line of a log, understood: whoever wrote it, it looks the same. */
export interface LogEntry {
  /** ISO 8601, in UTC. */
  readonly time: string;
  /** Who wrote it: a function's name, `api` or `http`. */
  readonly source: string;
  /**
   * `line`: written by code, or a failure. `summary`: how a request or an invocation ended. `detail`: what else the
   * services themselves write.
   */
  readonly kind: "line" | "summary" | "detail";
  readonly level: Level;
  readonly message: string;
  readonly requestId: string | null;
  readonly tenant: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly error: LoggedError | null;
}

export const levels = ["debug", "info", "warn", "error"] as const;

export type Level = (typeof levels)[number];

export interface LoggedError {
  readonly name: string;
  readonly message: string;
  /** Innermost first, with paths as seen from the project: `fail (functions/greet/handler.ts:14:9)`. */
  readonly stack: readonly StackFrame[];
  readonly cause: LoggedError | null;
}

export interface StackFrame {
  readonly text: string;
  /** The project's own code, rather than Plinth's runtime, a package, or Node. */
  readonly own: boolean;
}

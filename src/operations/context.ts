/**
 * What an operation is given besides its input. It knows no terminal: it reports what it does, and stops where the
 * signal says so.
 */
export interface OperationContext {
  report(event: OperationEvent): void;
  /** Aborted by Ctrl-C. An operation then undoes what it began and throws `Cancelled`. */
  readonly signal: AbortSignal;
}

/** Steps that operations go through. What they are called on a screen is decided in `cli/render/step.ts`. */
export type Step =
  | "write"
  | "generate"
  | "git"
  | "install"
  | "check"
  | "synthesize"
  | "plan"
  | "bootstrap"
  | "publish"
  | "backfill"
  | `deploy ${string}`
  | "client"
  | "count"
  | `delete ${string}`
  | "seed"
  | "tenant"
  | "member"
  | "suspend"
  | "resume";

export type OperationEvent =
  | { readonly kind: "started"; readonly step: Step }
  /** Where a long step is: the last line an installer said, or a count. */
  | { readonly kind: "progress"; readonly step: Step; readonly detail: string }
  | { readonly kind: "finished"; readonly step: Step; readonly detail: string | null }
  /** The step did not work; whether the operation goes on is told by what comes next. */
  | { readonly kind: "failed"; readonly step: Step }
  | { readonly kind: "warning"; readonly message: string };

/**
 * Does a step and reports its beginning and end.
 *
 * @param work does the step; may report progress; returns the result and what to say about it (or null)
 */
export async function doStep<T>(
  context: OperationContext,
  step: Step,
  work: (progress: (detail: string) => void) => Promise<{ result: T; detail: string | null }>,
): Promise<T> {
  context.report({ kind: "started", step });
  try {
    const { result, detail } = await work((text) => context.report({ kind: "progress", step, detail: text }));
    context.report({ kind: "finished", step, detail });
    return result;
  } catch (error) {
    context.report({ kind: "failed", step });
    throw error;
  }
}

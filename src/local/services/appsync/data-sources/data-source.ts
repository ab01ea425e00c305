import type { ContextError } from "../runtime/context.ts";

/** What a data source answers: `result` and, when it failed, `error` go into `ctx`. */
export interface Answer {
  readonly result: unknown;
  readonly error: ContextError | null;
}

/** Executes what a request handler returned. */
export interface DataSource {
  execute(request: unknown): Promise<Answer>;
}

export const answer = (result: unknown): Answer => ({ result: result ?? null, error: null });

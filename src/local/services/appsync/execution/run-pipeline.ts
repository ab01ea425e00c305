import type { DataSource } from "../data-sources/data-source.ts";
import type { CompiledFunction } from "../runtime/compile-function.ts";
import type { Context } from "../runtime/context.ts";
import { type Extensions, type LogLine, noExtensions, type Outcome } from "../runtime/outcome.ts";
import type { AppSyncError } from "../runtime/signals.ts";

/** An AppSync Function: code on a data source. */
export interface PipelineFunction {
  readonly name: string;
  readonly code: CompiledFunction;
  readonly dataSource: DataSource;
}

/** A pipeline resolver: code before and after, functions between. */
export interface Pipeline {
  readonly code: CompiledFunction;
  readonly functions: readonly PipelineFunction[];
}

export interface PipelineResult {
  readonly result: unknown;
  /** The error that stopped the pipeline, or null. */
  readonly error: AppSyncError | null;
  readonly appended: readonly AppSyncError[];
  readonly stash: Readonly<Record<string, unknown>>;
  readonly extensions: Extensions;
  /** For the HTTP response, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Every evaluation, for logs. */
  readonly steps: readonly Step[];
}

/** One evaluation of a handler. */
export interface Step {
  /** The function's name; `before`, `after` and `unit` for a resolver's own code. */
  readonly name: string;
  readonly handler: "request" | "response";
  /** What it gave; absent where it failed. */
  readonly value: unknown;
  /** What it was given. */
  readonly given: Pick<Context, "stash" | "result" | "prev" | "error">;
  readonly error: AppSyncError | null;
  readonly logs: readonly LogLine[];
}

type Given = Omit<Context, "stash" | "result" | "prev" | "error">;

/** AppSync's limit of functions in one pipeline. */
const functionLimit = 10;

/**
 * Runs a pipeline as AppSync does: the before-handler, each function's request handler, data source and response handler
 * with its result in `ctx.prev`, then the after-handler. A data source's failure is in `ctx.error` and stops nothing by
 * itself; `util.error` stops everything.
 */
export async function runPipeline(pipeline: Pipeline, context: Given): Promise<PipelineResult> {
  if (pipeline.functions.length > functionLimit)
    throw new Error(`More than ${functionLimit} functions in a pipeline`);
  const run = new Run(context);
  if (run.step(pipeline.code, "request", "before", null, null) === "next") {
    for (const each of pipeline.functions) {
      const went = run.step(each.code, "request", each.name, null, null);
      if (went === "stop") break;
      if (went === "skipped") continue;
      const { result, error } = await each.dataSource.execute(run.value);
      if (run.step(each.code, "response", each.name, result, error) === "stop") break;
    }
  }
  if (run.error === null) run.step(pipeline.code, "response", "after", run.value, null);
  return run.outcome();
}

/** Runs a unit resolver: its code around one data source. */
export async function runUnit(
  { code, dataSource }: Omit<PipelineFunction, "name">,
  context: Given,
): Promise<PipelineResult> {
  const run = new Run(context);
  if (run.step(code, "request", "unit", null, null) === "next") {
    const { result, error } = await dataSource.execute(run.value);
    run.step(code, "response", "unit", result, error);
  }
  return run.outcome();
}

/** What a resolver without code gives. */
export const plainResult = (result: unknown, error: AppSyncError | null): PipelineResult => ({
  result,
  error,
  appended: [],
  stash: {},
  extensions: noExtensions(),
  headers: {},
  steps: [],
});

class Run {
  /** Result of the last handler: becomes `ctx.prev.result`. */
  value: unknown = null;
  error: AppSyncError | null = null;
  private stash: Record<string, unknown> = {};
  private previous: unknown = null;
  private readonly appended: AppSyncError[] = [];
  private readonly extensions = noExtensions();
  private readonly headers: Record<string, string> = {};
  private readonly steps: Step[] = [];
  private readonly context: Given;

  constructor(context: Given) {
    this.context = context;
  }

  /**
   * @returns what follows: the next step; `skipped`: the rest of this function is left out; `stop`: no function follows
   */
  step(
    code: CompiledFunction,
    handler: "request" | "response",
    name: string,
    result: unknown,
    error: Context["error"],
  ): "next" | "skipped" | "stop" {
    const given = { stash: this.stash, prev: { result: this.previous }, result, error };
    const outcome = code.evaluate(handler, { ...this.context, ...given });
    this.record(outcome, name, handler, given);
    const { end } = outcome;
    if (end.kind === "error") {
      this.error = end.error;
      this.value = null;
      return "stop";
    }
    this.value = end.kind === "value" ? end.value : end.signal.value;
    const leaves = end.kind === "earlyReturn" || handler === "response" || name === "before";
    // A request handler's value goes to the data source; every other one is what the next handler finds in ctx.prev.
    if (leaves) this.previous = this.value;
    if (end.kind === "value") return "next";
    return end.signal.skipTo === "END" || name === "before" ? "stop" : "skipped";
  }

  outcome(): PipelineResult {
    const { appended, stash, extensions, headers, steps, error } = this;
    return { result: error === null ? this.value : null, error, appended, stash, extensions, headers, steps };
  }

  private record(outcome: Outcome, name: string, handler: Step["handler"], given: Step["given"]): void {
    const { end, extensions, logs } = outcome;
    this.stash = outcome.stash;
    this.appended.push(...outcome.appended);
    Object.assign(this.headers, outcome.headers);
    const value =
      end.kind === "value" ? end.value : end.kind === "earlyReturn" ? end.signal.value : undefined;
    this.steps.push({ name, handler, value, given, error: end.kind === "error" ? end.error : null, logs });
    this.extensions.subscriptionFilter = extensions.subscriptionFilter ?? this.extensions.subscriptionFilter;
    this.extensions.invalidationFilter = extensions.invalidationFilter ?? this.extensions.invalidationFilter;
    this.extensions.invalidations.push(...extensions.invalidations);
    this.extensions.evictions.push(...extensions.evictions);
  }
}

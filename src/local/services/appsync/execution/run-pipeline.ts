import type { DataSource } from "../data-sources/data-source.ts";
import type { CompiledFunction } from "../runtime/compile-function.ts";
import type { Context } from "../runtime/context.ts";
import { type Extensions, noExtensions, type Outcome } from "../runtime/outcome.ts";
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
  /** `console.log` lines, with the handler's name before. */
  readonly logs: readonly string[];
}

/** AppSync's limit of functions in one pipeline. */
const functionLimit = 10;

/**
 * Runs a pipeline as AppSync does: the before-handler, each function's request handler, data source and response handler
 * with its result in `ctx.prev`, then the after-handler. A data source's failure is in `ctx.error` and stops nothing by
 * itself; `util.error` stops everything.
 */
export async function runPipeline(
  pipeline: Pipeline,
  context: Omit<Context, "stash" | "result" | "prev" | "error">,
): Promise<PipelineResult> {
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
  context: Omit<Context, "stash" | "result" | "prev" | "error">,
): Promise<PipelineResult> {
  const run = new Run(context);
  if (run.step(code, "request", "unit", null, null) === "next") {
    const { result, error } = await dataSource.execute(run.value);
    run.step(code, "response", "unit", result, error);
  }
  return run.outcome();
}

class Run {
  /** Result of the last handler: becomes `ctx.prev.result`. */
  value: unknown = null;
  error: AppSyncError | null = null;
  private stash: Record<string, unknown> = {};
  private previous: unknown = null;
  private readonly appended: AppSyncError[] = [];
  private readonly extensions = noExtensions();
  private readonly logs: string[] = [];
  private readonly context: Omit<Context, "stash" | "result" | "prev" | "error">;

  constructor(context: Omit<Context, "stash" | "result" | "prev" | "error">) {
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
    const outcome = code.evaluate(handler, {
      ...this.context,
      stash: this.stash,
      prev: { result: this.previous },
      result,
      error,
    });
    this.record(outcome, `${name}.${handler}`);
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
    const { appended, stash, extensions, logs, error } = this;
    return { result: error === null ? this.value : null, error, appended, stash, extensions, logs };
  }

  private record(outcome: Outcome, name: string): void {
    this.stash = outcome.stash;
    this.appended.push(...outcome.appended);
    this.logs.push(...outcome.logs.map((line) => `${name}: ${line}`));
    this.extensions.subscriptionFilter =
      outcome.extensions.subscriptionFilter ?? this.extensions.subscriptionFilter;
    this.extensions.invalidationFilter =
      outcome.extensions.invalidationFilter ?? this.extensions.invalidationFilter;
    this.extensions.invalidations.push(...outcome.extensions.invalidations);
  }
}

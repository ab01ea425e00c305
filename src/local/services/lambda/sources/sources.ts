import type { Metrics } from "../../../kernel/metrics.ts";
import type { ServiceContext } from "../../../kernel/service.ts";
import type { Executor } from "../execution/executor.ts";
import type { RoleSessions } from "../execution/role-session.ts";
import type { LambdaState, SourceMapping } from "../state.ts";
import { type Deliver, deliverer } from "./deliver.ts";
import { followQueue } from "./follow-queue.ts";
import { followStream } from "./follow-stream.ts";

/** Reads from queues and streams for the functions that are mapped to them. */
export interface Sources {
  /** Begins, ends or begins anew, as the mapping is now. */
  refresh(id: string): void;
  start(): void;
  stop(): Promise<void>;
}

/** What followers of one mapping work with. */
export interface Following {
  readonly mapping: SourceMapping;
  readonly state: LambdaState;
  readonly context: ServiceContext;
  readonly sessions: RoleSessions;
  readonly deliver: Deliver;
  /** Aborted when the mapping changes or the cloud stops. */
  readonly signal: AbortSignal;
  /** What `LastProcessingResult` says. */
  result(text: string): void;
  /** How old the newest record of a batch is when it is delivered. */
  age(milliseconds: number): void;
}

export function sources(
  state: LambdaState,
  context: ServiceContext,
  executor: Executor,
  sessions: RoleSessions,
  metrics: Pick<Metrics, "note">,
): Sources {
  const running = new Map<string, { readonly abort: AbortController; readonly done: Promise<void> }>();
  const deliver = deliverer(state, context, executor);

  function begin(mapping: SourceMapping): void {
    const abort = new AbortController();
    const before = running.get(mapping.id)?.done ?? Promise.resolve();
    const following: Following = {
      mapping,
      state,
      context,
      sessions,
      deliver,
      signal: abort.signal,
      age: (milliseconds) => metrics.note(mapping.functionName, { IteratorAge: milliseconds }),
      result(text) {
        const current = state.mappings.get(mapping.id);
        if (current !== undefined && current.lastResult !== text)
          state.mappings.put(mapping.id, { ...current, lastResult: text });
      },
    };
    const follow = mapping.sourceArn.startsWith("arn:aws:sqs:") ? followQueue : followStream;
    // What was there before the change ends first: a record is never in two hands.
    const done = before
      .then(() => follow(following))
      .catch((error) => context.log(`lambda: event source ${mapping.sourceArn}: ${String(error)}`));
    running.set(mapping.id, { abort, done });
  }

  return {
    refresh(id) {
      running.get(id)?.abort.abort();
      const mapping = state.mappings.get(id);
      if (mapping?.enabled) begin(mapping);
    },

    start() {
      for (const { value } of state.mappings.list()) if (value.enabled) begin(value);
    },

    async stop() {
      const all = [...running.values()];
      for (const { abort } of all) abort.abort();
      await Promise.all(all.map(({ done }) => done));
    },
  };
}

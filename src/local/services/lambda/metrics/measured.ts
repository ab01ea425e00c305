import type { Metrics } from "../../../kernel/metrics.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import type { Executor } from "../execution/executor.ts";

/** An executor that tells of each invocation whether it failed or was throttled, and how long it took. */
export function measured(executor: Executor, metrics: Metrics): Executor {
  return {
    ...executor,
    async run(target, invocation) {
      const { name } = target.record;
      try {
        const execution = await executor.run(target, invocation);
        const { milliseconds, error } = execution;
        const Duration = Math.round(milliseconds * 100) / 100;
        metrics.note(name, { Invocations: 1, Errors: error === null ? 0 : 1, Throttles: 0, Duration });
        return execution;
      } catch (error) {
        if (error instanceof WireError && error.status === 429) metrics.note(name, { Throttles: 1 });
        throw error;
      }
    },
  };
}

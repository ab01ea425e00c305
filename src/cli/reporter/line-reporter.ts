import { duration, stepTitle } from "../render/step.ts";
import type { Reporter } from "./reporter.ts";

/**
 * One plain line a step, as it ends: for logs and CI, where nothing can be drawn over.
 *
 * @param write receives whole lines
 */
export function createLineReporter(write: (text: string) => void, now: () => number = Date.now): Reporter {
  const started = new Map<string, number>();
  return {
    report(event) {
      if (event.kind === "warning") return write(`Warning: ${event.message}\n`);
      if (event.kind === "started") return void started.set(event.step, now());
      if (event.kind === "progress") return;
      const time = duration(now() - (started.get(event.step) ?? now()));
      const title = stepTitle(event.step);
      if (event.kind === "failed") return write(`${title}: failed (${time})\n`);
      write(`${title}: ${event.detail ?? "done"} (${time})\n`);
    },
    async close() {},
  };
}

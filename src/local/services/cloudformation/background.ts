import type { Engine } from "./engine.ts";
import { settle } from "./stack/settle.ts";

/** Goes on with a stack's work after the call was answered, as CloudFormation does. */
export function goOn(engine: Engine, stackId: string, work: () => Promise<unknown>): void {
  const promise = work()
    .catch((error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      engine.context.log(`cloudformation: ${text}`);
      settle(engine, stackId, "The local cloud failed. Its log says where.");
    })
    .finally(() => engine.running.delete(promise));
  engine.running.add(promise);
}

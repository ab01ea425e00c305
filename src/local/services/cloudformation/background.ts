import type { Engine } from "./engine.ts";

/** Goes on with a stack's work after the call was answered, as CloudFormation does. */
export function goOn(engine: Engine, work: () => Promise<unknown>): void {
  const promise = work()
    .catch((error: unknown) =>
      engine.context.log(
        `cloudformation: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
    )
    .finally(() => engine.running.delete(promise));
  engine.running.add(promise);
}

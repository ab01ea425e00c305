import type { Queues } from "./queues.ts";
import { numberIn } from "./state.ts";

/** Ends what has outlived its queue's retention, and forgets deduplication ids after their five minutes. */
export function sweep({ state, context }: Queues): void {
  const now = context.clock.now();
  for (const { value: queue } of state.queues.list()) {
    state.messages.removeSentBefore(queue.name, now - 1000 * numberIn(queue, "MessageRetentionPeriod"));
  }
  state.messages.forgetBefore(now);
}

import { setTimeout as sleep } from "node:timers/promises";

/**
 * Tries until it works: what is eventually consistent on AWS is at once so locally.
 *
 * @param work throws while it is too early
 */
export async function eventually<T>(work: () => Promise<T>, seconds = 15): Promise<T> {
  const endsAt = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > endsAt) throw error;
      await sleep(50);
    }
  }
}

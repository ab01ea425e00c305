import { poller } from "./poller.ts";
import type { ServiceContext } from "./service.ts";
import { WireError } from "./wire-error.ts";

/** Something on its way to somebody who may not answer at once. */
export interface Delivery<W> {
  readonly work: W;
  readonly attempts: number;
  readonly maximumAttempts: number;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly until: number;
  readonly dueAt: number;
}

export interface Deliveries<W> {
  /** Keeps the work until it is done; may stand inside a transaction. Begins at once. */
  add(work: W, limits: Limits): void;
  start(): void;
  stop(): Promise<void>;
}

export interface Limits {
  readonly maximumRetries: number;
  readonly maximumAgeSeconds: number;
  /** Before the first attempt. */
  readonly delayMilliseconds?: number;
}

export interface DeliveryHandlers<W> {
  /** @param attempt 1 for the first */
  attempt(work: W, attempt: number): Promise<void>;
  /** After the last attempt, or the first that no other can better. */
  giveUp(work: W, error: WireError, delivery: Delivery<W>): Promise<void>;
}

const roundMilliseconds = 500;
const longestPause = 60_000;

/**
 * Delivers work at least once, with retries at growing intervals, over restarts of the cloud.
 *
 * @param name of the collection that keeps what is under way
 */
export function deliveries<W>(
  name: string,
  context: ServiceContext,
  handlers: DeliveryHandlers<W>,
): Deliveries<W> {
  const kept = context.store.collection<Delivery<W>>(name);
  const running = new Map<string, Promise<void>>();
  const rounds = poller(
    roundMilliseconds,
    () => {
      const now = context.clock.now();
      for (const { key, value } of kept.list()) if (value.dueAt <= now) begin(key);
    },
    (error) => report(error),
  );
  let open = false;

  function report(error: unknown): void {
    context.log(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  function begin(key: string): void {
    if (!open || running.has(key)) return;
    const run = deliver(key)
      .catch(report)
      .finally(() => running.delete(key));
    running.set(key, run);
  }

  async function deliver(key: string): Promise<void> {
    const delivery = kept.get(key);
    if (delivery === undefined) return;
    try {
      await handlers.attempt(delivery.work, delivery.attempts + 1);
      kept.delete(key);
    } catch (error) {
      if (!(error instanceof WireError)) report(error);
      const wire =
        error instanceof WireError ? error : new WireError("InternalFailure", "The local cloud failed.", 500);
      await afterFailure(key, { ...delivery, attempts: delivery.attempts + 1 }, wire);
    }
  }

  async function afterFailure(key: string, delivery: Delivery<W>, error: WireError): Promise<void> {
    const pause = Math.min(1000 * 2 ** (delivery.attempts - 1), longestPause);
    const dueAt = context.clock.now() + pause;
    // Who is not allowed or asks for what is not there will not be answered better later.
    const hopeless = error.status < 500 && error.status !== 429;
    if (!hopeless && delivery.attempts < delivery.maximumAttempts && dueAt < delivery.until) {
      kept.put(key, { ...delivery, dueAt });
      return;
    }
    kept.delete(key);
    await handlers.giveUp(delivery.work, error, delivery);
  }

  return {
    add(work, { maximumRetries, maximumAgeSeconds, delayMilliseconds = 0 }) {
      const now = context.clock.now();
      const dueAt = now + delayMilliseconds;
      const key = `${String(now).padStart(15, "0")}-${context.ids.lower(8)}`;
      const until = dueAt + maximumAgeSeconds * 1000;
      kept.put(key, {
        work,
        attempts: 0,
        maximumAttempts: maximumRetries + 1,
        since: now,
        until,
        dueAt: now,
      });
      // After the transaction that this may stand in.
      if (delayMilliseconds === 0) setImmediate(() => begin(key));
    },
    start() {
      open = true;
      rounds.start();
    },
    async stop() {
      open = false;
      await rounds.stop();
      await Promise.all(running.values());
    },
  };
}

export interface Poller {
  start(): void;
  /** Waits for a round that is under way. */
  stop(): Promise<void>;
}

/**
 * Does something again and again; a round never begins before the last one has ended. What is due is the work's own
 * question to the cloud's clock.
 *
 * @param milliseconds between the beginnings of two rounds
 * @param report is told of failures, which end a round but not the poller
 */
export function poller(
  milliseconds: number,
  work: () => Promise<void> | void,
  report: (error: unknown) => void,
): Poller {
  let timer: NodeJS.Timeout | null = null;
  let round: Promise<void> | null = null;

  function tick(): void {
    if (round !== null) return;
    round = (async () => {
      try {
        await work();
      } catch (error) {
        report(error);
      } finally {
        round = null;
      }
    })();
  }

  return {
    start() {
      timer ??= setInterval(tick, milliseconds);
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await round;
    },
  };
}

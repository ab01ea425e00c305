/** Wakes up somebody who waits: by hand, by time, or by a signal. A ring that nobody waits for is kept. */
export interface Bell {
  ring(): void;
  /** @param milliseconds at most so long */
  wait(milliseconds: number): Promise<void>;
}

export function createBell(signal: AbortSignal): Bell {
  let rung = false;
  let wake = () => {};
  const ring = () => {
    rung = true;
    wake();
  };
  signal.addEventListener("abort", ring, { once: true });
  return {
    ring,
    async wait(milliseconds) {
      if (!rung && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, milliseconds);
        wake = resolve;
        await promise;
        clearTimeout(timer);
        wake = () => {};
      }
      rung = false;
    },
  };
}

/** Receivers that long-poll, by queue, so that a message that arrives wakes them at once. */
export interface WaitingReceivers {
  /** Resolves when something may have become receivable, at the latest after `milliseconds`. */
  wait(queue: string, milliseconds: number): Promise<void>;
  wake(queue: string): void;
  /** The cloud stops: nobody waits any longer. */
  close(): void;
  readonly closed: () => boolean;
}

export function waitingReceivers(): WaitingReceivers {
  const waiting = new Map<string, Set<() => void>>();
  let closed = false;
  return {
    wait(queue, milliseconds) {
      return new Promise((resolve) => {
        const ofQueue = waiting.get(queue) ?? new Set();
        waiting.set(queue, ofQueue);
        const timer = setTimeout(done, milliseconds);
        ofQueue.add(done);
        function done(): void {
          clearTimeout(timer);
          ofQueue.delete(done);
          resolve();
        }
      });
    },
    wake(queue) {
      for (const done of [...(waiting.get(queue) ?? [])]) done();
    },
    close() {
      closed = true;
      for (const ofQueue of waiting.values()) for (const done of [...ofQueue]) done();
    },
    closed: () => closed,
  };
}

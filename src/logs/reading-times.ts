/** When a follower reads the store, besides listening. */
export interface ReadingTimes {
  isDue(): boolean;
  /** Is the next reading one from far back, for events that came late? */
  isDeepDue(): boolean;
  /** A session began or ended, or the cloud did not answer: read now, and from far back. */
  somethingMissed(): void;
  /** A session showed only some of what came: read soon. */
  someShown(): void;
  /** @param polled how many groups are followed by reading alone; null: sessions listen */
  wasRead(deep: boolean, polled: number | null): void;
  /** Milliseconds until the next reading. */
  pause(): number;
}

/** The store shows events some seconds after a session could have: it is read more often then. In milliseconds. */
const early = [1_000, 4_000, 12_000] as const;
const whileListening = 30_000;
const deepEvery = 30_000;
/** With nothing but the store: CloudWatch answers ten requests a second, and others need some, too. */
const whilePolling = 2_000;
const perPolledGroup = 300;

/** @param now for tests */
export function readingTimes(now: () => number = Date.now): ReadingTimes {
  let readAt = 0;
  let deepAt = 0;
  let lastRead = 0;
  let soon: number[] = [];
  return {
    isDue: () => now() >= readAt,
    isDeepDue: () => now() >= deepAt,
    somethingMissed() {
      readAt = 0;
      deepAt = 0;
      soon = [...early];
    },
    someShown() {
      // Not each second anew, where there is too much all the time.
      readAt = Math.min(readAt, lastRead + early[0]);
      if (soon.length === 0) soon = [...early.slice(1)];
    },
    wasRead(deep, polled) {
      lastRead = now();
      if (deep) deepAt = lastRead + deepEvery;
      readAt =
        lastRead +
        (polled === null
          ? (soon.shift() ?? whileListening)
          : Math.max(whilePolling, polled * perPolledGroup));
    },
    pause: () => Math.max(readAt - now(), 0),
  };
}

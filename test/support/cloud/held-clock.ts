import type { Clock } from "../../../src/local/kernel/clock.ts";

/** A clock that stands still until a test moves it. */
export interface HeldClock extends Clock {
  forward(milliseconds: number): void;
}

export function heldClock(start = Date.UTC(2026, 0, 1, 5, 59, 30)): HeldClock {
  let at = start;
  return {
    now: () => at,
    forward(milliseconds) {
      at += milliseconds;
    },
  };
}

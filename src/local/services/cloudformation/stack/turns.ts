/**
 * Lets a few pieces of work through at a time, and other requests in between: what happens inside the process never waits
 * for anything, so a stack of hundreds of resources would otherwise keep everybody waiting until it is done.
 *
 * @param atOnce how many begin before others have their turn
 * @returns asks for a turn
 */
export function turns(atOnce = 8): () => Promise<void> {
  let round: Promise<void> = Promise.resolve();
  let left = 0;
  return () => {
    if (left === 0) {
      round = round.then(() => new Promise((resolve) => setImmediate(resolve)));
      left = atOnce;
    }
    left -= 1;
    return round;
  };
}

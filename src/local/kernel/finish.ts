import type { Call } from "./service.ts";

/**
 * Does the last, synchronous part of an asynchronous operation that must not be repeated: the writes, with the operation's
 * output as its value. Whoever called can note the output in the same transaction, so that after a crash both have happened
 * or neither. Operations that are synchronous, or change nothing when repeated, do without.
 */
export function finish<R>({ within }: Call, work: () => R): R {
  return within === undefined ? work() : within(work);
}

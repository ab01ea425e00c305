import type { Clock } from "../../../kernel/clock.ts";
import { type Poller, poller } from "../../../kernel/poller.ts";
import type { CodeStore } from "./code-store.ts";

/** An invocation, which may still read from the code it began with, lasts no longer. In milliseconds. */
const longestInvocation = 15 * 60 * 1000;
const lookEvery = 60 * 1000;

/**
 * Removes code that no function has used for as long as an invocation may last: whoever saves a handler all day would
 * fill the disk.
 *
 * @param used hashes of the code that functions have now
 */
export function codeSweeper(
  code: CodeStore,
  used: () => ReadonlySet<string>,
  clock: Clock,
  report: (error: unknown) => void,
): Poller {
  return poller(lookEvery, unusedCodeSweep(code, used, clock), report);
}

/** @returns looks once; each look removes what earlier ones have found unused for long enough */
export function unusedCodeSweep(code: CodeStore, used: () => ReadonlySet<string>, clock: Clock): () => void {
  let unusedSince = new Map<string, number>();
  return () => {
    const now = clock.now();
    const inUse = used();
    const unused = code.hashes().filter((hash) => !inUse.has(hash));
    unusedSince = new Map(unused.map((hash) => [hash, unusedSince.get(hash) ?? now]));
    for (const [hash, since] of unusedSince) if (now - since > longestInvocation) code.remove(hash);
  };
}

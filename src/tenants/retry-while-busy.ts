import { setTimeout as sleep } from "node:timers/promises";
import { exitCode, UserError } from "../errors/user-error.ts";

const attempts = 8;

/**
 * Tries until nobody else writes the same at the same moment.
 *
 * @param what is written, for the error
 * @param work returns null where somebody else was quicker
 * @throws UserError `BUSY` after eight attempts
 */
export async function retryWhileBusy<T>(what: string, work: () => Promise<T | null>): Promise<T> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const result = await work();
    if (result !== null) return result;
    await sleep(50 * 2 ** attempt * (0.5 + Math.random()));
  }
  throw new UserError({
    code: "BUSY",
    message: `Others are writing ${what} at this moment.`,
    remedy: "Run the command again.",
    exit: exitCode.cloudFailed,
  });
}

import { setTimeout as sleep } from "node:timers/promises";
import { exitCode, UserError } from "../../errors/user-error.ts";
import { heldLock } from "./cloud-lock.ts";

export interface StopResult {
  readonly state: string;
  /** Null: none was running. */
  readonly pid: number | null;
}

const patience = 15_000;

/**
 * Ends the cloud that runs over a state folder, and waits until it has gone. Stopping what does not run is no error.
 *
 * @param state absolute path
 * @throws UserError where it does not end
 */
export async function stopCloud(state: string): Promise<StopResult> {
  const lock = heldLock(state);
  if (lock === null) return { state, pid: null };
  process.kill(lock.pid, "SIGTERM");
  for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(20)) {
    if (heldLock(state)?.pid !== lock.pid) return { state, pid: lock.pid };
  }
  throw new UserError({
    code: "CLOUD_NOT_STOPPED",
    message: `The local cloud (process ${lock.pid}) has not ended within ${patience / 1000} seconds.`,
    remedy: `End it with "kill -9 ${lock.pid}": nothing it has acknowledged is lost by that.`,
    exit: exitCode.cloudFailed,
  });
}

import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { exitCode, UserError } from "../../errors/user-error.ts";
import { heldLock } from "./cloud-lock.ts";

export interface ResetResult {
  readonly state: string;
  /** False: there was nothing. */
  readonly removed: boolean;
}

/** All that a local cloud puts into its folder. */
const own = [
  "state.sqlite",
  "state.sqlite-wal",
  "state.sqlite-shm",
  "blobs",
  "ca",
  "cloud.lock",
  "cloud.log",
  "port",
];

/**
 * Removes all state of a local cloud that is not running.
 *
 * @param state absolute path
 * @throws UserError where it is running, or the folder is not one of a local cloud
 */
export function resetCloud(state: string): ResetResult {
  const lock = heldLock(state);
  if (lock !== null) {
    throw new UserError({
      code: "CLOUD_RUNNING",
      message: `The local cloud over ${state} is running (process ${lock.pid}).`,
      remedy: 'End it first: "plinth cloud stop".',
      exit: exitCode.refused,
    });
  }
  if (!existsSync(state)) return { state, removed: false };
  const found = readdirSync(state);
  if (found.length > 0 && !found.includes("state.sqlite") && !found.includes("cloud.log")) {
    throw new UserError({
      code: "NOT_A_CLOUD_STATE",
      message: `${state} holds something else than the state of a local cloud.`,
      remedy: "Name the folder that it was started with by --state.",
    });
  }
  // By name, so that a folder which somebody also keeps other things in keeps those.
  for (const name of own) rmSync(join(state, name), { recursive: true, force: true });
  if (readdirSync(state).length === 0) rmSync(state, { recursive: true });
  return { state, removed: found.length > 0 };
}

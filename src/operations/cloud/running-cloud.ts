import { exitCode, UserError } from "../../errors/user-error.ts";
import { type CloudLock, heldLock, type LockedCloud } from "./cloud-lock.ts";

/** A local cloud that is running, and how to reach it. */
export interface RunningCloud extends LockedCloud {
  readonly pid: number;
  /** Absolute path of its state. */
  readonly state: string;
  /** ISO 8601. */
  readonly startedAt: string;
}

/**
 * The cloud that runs over a state folder, if any.
 *
 * @param state absolute path, as `cloudStateFolder` gives it
 */
export function findRunningCloud(state: string): RunningCloud | null {
  const lock = heldLock(state);
  return lock === null ? null : asRunning(lock, state);
}

/** @throws UserError CLOUD_NOT_RUNNING */
export function runningCloud(state: string): RunningCloud {
  const cloud = findRunningCloud(state);
  if (cloud !== null) return cloud;
  throw new UserError({
    code: "CLOUD_NOT_RUNNING",
    message: `No local cloud is running over ${state}.`,
    remedy: 'Start it with "plinth cloud start --background".',
    exit: exitCode.refused,
  });
}

export function asRunning(lock: CloudLock, state: string): RunningCloud | null {
  const { pid, startedAt, cloud } = lock;
  return cloud === null ? null : { ...cloud, pid, state, startedAt };
}

import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Cancelled } from "../../errors/cancelled.ts";
import { exitCode, UserError } from "../../errors/user-error.ts";
import type { OperationContext } from "../context.ts";
import { heldLock } from "./cloud-lock.ts";
import { asRunning, findRunningCloud, type RunningCloud } from "./running-cloud.ts";
import { alreadyRunning } from "./start.ts";

export interface StartInBackgroundInput {
  /** Absolute path. */
  readonly state: string;
  /** Program and arguments that start the cloud in its foreground, over the same state. */
  readonly command: readonly [string, ...string[]];
}

const patience = 30_000;

/**
 * Starts the local cloud as a process of its own, and waits until it answers. What it says goes to `cloud.log` beside
 * the state.
 *
 * @throws UserError where it does not start, with what it said
 */
export async function startInBackground(
  { state, command: [program, ...words] }: StartInBackgroundInput,
  context: OperationContext,
): Promise<RunningCloud> {
  const holder = heldLock(state);
  if (holder !== null) throw alreadyRunning(asRunning(holder, state), holder.pid, state);
  mkdirSync(state, { recursive: true });
  const logFile = join(state, "cloud.log");
  rmSync(logFile, { force: true });
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(program, words, { detached: true, windowsHide: true, stdio: ["ignore", log, log] });
  closeSync(log);
  let ended: string | null = null;
  child.once("error", (error) => {
    ended = error.message;
  });
  child.once("exit", () => {
    ended ??= readFileSync(logFile, "utf8").trim();
  });
  const deadline = Date.now() + patience;
  for (;;) {
    const cloud = findRunningCloud(state);
    if (cloud !== null) {
      child.unref();
      return cloud;
    }
    if (context.signal.aborted) {
      child.kill();
      throw new Cancelled();
    }
    if (ended !== null || Date.now() > deadline) {
      child.kill();
      // Somebody else was quicker.
      const other = heldLock(state);
      if (other !== null && other.pid !== child.pid)
        throw alreadyRunning(asRunning(other, state), other.pid, state);
      throw new UserError({
        code: "CLOUD_NOT_STARTED",
        message: `The local cloud did not start. It said:\n${ended ?? readFileSync(logFile, "utf8").trim()}`,
        remedy: 'Start it in the foreground to watch it: "plinth cloud start".',
        exit: exitCode.cloudFailed,
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

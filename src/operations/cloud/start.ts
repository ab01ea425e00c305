import { exitCode, UserError } from "../../errors/user-error.ts";
import type { AnsweredRequest } from "../../local/cloud.ts";
import { announce, heldLock, releaseLock, takeLock } from "./cloud-lock.ts";
import { rememberedPort, rememberPort } from "./remembered-port.ts";
import { asRunning, type RunningCloud } from "./running-cloud.ts";

/** Tried first where no port is asked for, so that endpoints stay the same from day to day. */
export const usualPort = 4510;

export type { AnsweredRequest } from "../../local/cloud.ts";

export interface StartCloudInput {
  /** Absolute path. */
  readonly state: string;
  /** 0: any free one. Null: the one that this state had before, or the usual one; any free one where that is taken. */
  readonly port: number | null;
  readonly region: string;
  /** Told what the cloud has to say while it runs. */
  readonly log: (line: string) => void;
  /** Told of each request over HTTP once it is answered. */
  readonly onRequest?: (request: AnsweredRequest) => void;
}

export interface StartedCloud {
  readonly cloud: RunningCloud;
  /** Ends it, and gives the state free. */
  close(): Promise<void>;
}

/**
 * Starts the local cloud in this process.
 *
 * @throws UserError where another one has the state, or the port is taken
 */
export async function startCloudHere(input: StartCloudInput): Promise<StartedCloud> {
  const holder = takeLock(input.state);
  if (holder !== null) throw alreadyRunning(asRunning(holder, input.state), holder.pid, input.state);
  try {
    const started = await listen(input);
    started.prepareCertificate();
    const { endpoint, port, region, accountId, credentials, caFile } = started;
    announce(input.state, { endpoint, port, region, accountId, credentials, caFile });
    // One that was only taken because another program has the usual one is no port to come back to.
    if (input.port === port || rememberedPort(input.state) === null) rememberPort(input.state, port);
    const lock = heldLock(input.state);
    const cloud = lock === null ? null : asRunning(lock, input.state);
    if (cloud === null) throw new Error(`The lock in ${input.state} has vanished.`);
    return {
      cloud,
      async close() {
        await started.close();
        releaseLock(input.state);
      },
    };
  } catch (error) {
    releaseLock(input.state);
    throw error;
  }
}

export function alreadyRunning(cloud: RunningCloud | null, pid: number, state: string): UserError {
  const where = cloud === null ? "is starting" : `is running at ${cloud.endpoint}`;
  return new UserError({
    code: "CLOUD_ALREADY_RUNNING",
    message: `A local cloud ${where} over ${state} (process ${pid}).`,
    remedy: 'Use it, end it with "plinth cloud stop", or start another one over other state with --state.',
    exit: exitCode.refused,
  });
}

async function listen({ state, port, region, log, onRequest }: StartCloudInput) {
  // Loaded where it is needed: no other command has to wait for it.
  const { startCloud } = await import("../../local/cloud.ts");
  const wished = port ?? rememberedPort(state) ?? usualPort;
  const start = (wanted: number) =>
    startCloud({ port: wanted, stateFolder: state, region, log, ...(onRequest && { onRequest }) });
  try {
    return await start(wished);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (port === null && code === "EADDRINUSE") return await start(0);
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    const why = code === "EACCES" ? "may not be used by you" : "is used by another program";
    throw new UserError({
      code: "PORT_TAKEN",
      message: `Port ${wished} ${why}.`,
      remedy: "Choose another one with --port, or any free one with --port 0.",
      exit: exitCode.refused,
      cause: error,
    });
  }
}

import type { Connection } from "../../aws/connection.ts";
import { UserError } from "../../errors/user-error.ts";
import { findRunningCloud, type RunningCloud } from "../cloud/running-cloud.ts";
import { startCloudHere } from "../cloud/start.ts";
import { cloudStateFolder } from "../cloud/state-folder.ts";
import type { OperationContext } from "../context.ts";

/**
 * The project's local cloud: one that is running, or one in this process.
 *
 * @returns how to reach it, and how to leave it
 */
export async function connectLocal(
  project: string,
  region: string,
  context: OperationContext,
): Promise<{ connection: Connection; temporary: boolean; close: () => Promise<void> }> {
  const state = cloudStateFolder(null, project);
  const running = findRunningCloud(state);
  if (running !== null) {
    if (running.region !== region) throw otherRegion(running, region);
    return { connection: connectionTo(running), temporary: false, close: async () => {} };
  }
  // E-mails are no cause for concern: what sends them says so.
  const log = (message: string) =>
    message.startsWith("outbox:") || context.report({ kind: "warning", message });
  const { cloud, close } = await startCloudHere({ state, region, port: null, log });
  return { connection: connectionTo(cloud), temporary: true, close };
}

export function connectionTo({ region, endpoint, credentials }: RunningCloud): Connection {
  return { region, endpoint, credentials };
}

function otherRegion(running: RunningCloud, region: string): UserError {
  return new UserError({
    code: "OTHER_REGION",
    message: `The local cloud that is running is in ${running.region}; plinth.config.ts says ${region}.`,
    remedy: 'End it with "plinth cloud stop" and run the command again.',
  });
}

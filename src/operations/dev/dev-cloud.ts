import { existsSync } from "node:fs";
import { join } from "node:path";
import { closeConnection } from "../../aws/client-of.ts";
import type { Connection } from "../../aws/connection.ts";
import { findRunningCloud } from "../cloud/running-cloud.ts";
import { type AnsweredRequest, startCloudHere } from "../cloud/start.ts";
import { connectionTo } from "../stage/connect-local.ts";

/** The local cloud that `plinth dev` works with. */
export interface DevCloud {
  readonly endpoint: string;
  readonly accountId: string;
  readonly connection: Connection;
  /** It runs in this process, which so learns of its requests. */
  readonly here: boolean;
  /** There was no state before. */
  readonly fresh: boolean;
  close(): Promise<void>;
}

export interface DevCloudInput {
  /** Absolute path. */
  readonly state: string;
  readonly region: string;
  /** Null: the usual one, or any free one where that is taken. */
  readonly port: number | null;
  log(line: string): void;
  onRequest(request: AnsweredRequest): void;
}

/**
 * The project's local cloud: the one that is running already, or else one in this process.
 *
 * @throws UserError PORT_TAKEN
 */
export async function openDevCloud(input: DevCloudInput): Promise<DevCloud> {
  const running = findRunningCloud(input.state);
  const fresh = !existsSync(join(input.state, "state.sqlite"));
  const started = running === null ? await startCloudHere(input) : null;
  const cloud = started?.cloud ?? running;
  if (cloud === null) throw new Error("There is no cloud.");
  const connection = connectionTo(cloud);
  return {
    endpoint: cloud.endpoint,
    accountId: cloud.accountId,
    connection,
    here: started !== null,
    fresh,
    async close() {
      closeConnection(connection);
      await started?.close();
    },
  };
}

import { setTimeout as delay } from "node:timers/promises";
import { deleteUserPool } from "../../aws/cognito/delete-user-pool.ts";
import type { Connection } from "../../aws/connection.ts";
import { deleteTable, tableStatus } from "../../aws/dynamodb/delete-table.ts";
import { deleteBucket } from "../../aws/s3/delete-bucket.ts";
import { deleteObjectVersions } from "../../aws/s3/delete-object-versions.ts";
import { listObjectVersions } from "../../aws/s3/list-object-versions.ts";
import type { StageInventory } from "./stage-inventory.ts";

export interface RemoveDataOptions {
  readonly signal: AbortSignal;
  /** Told in a few words what is being deleted. */
  onProgress(what: string): void;
}

/**
 * Deletes what CloudFormation is told to retain: tables, users, buckets with every version of every file. What is gone
 * already is passed over, so that it can be interrupted and done again.
 */
export async function removeData(
  connection: Connection,
  { tables, userPools, buckets }: Pick<StageInventory, "tables" | "userPools" | "buckets">,
  options: RemoveDataOptions,
): Promise<void> {
  for (const pool of userPools) {
    options.onProgress(`users of ${pool}`);
    await deleteUserPool(connection, pool);
  }
  for (const table of tables) await removeTable(connection, table, options);
  for (const bucket of buckets) await removeBucket(connection, bucket, options);
}

async function removeTable(
  connection: Connection,
  table: string,
  { signal, onProgress }: RemoveDataOptions,
): Promise<void> {
  onProgress(`table ${table}`);
  for (let pause = 20; !(await deleteTable(connection, table)); pause = longer(pause))
    await delay(pause, undefined, { signal });
  for (let pause = 20; (await tableStatus(connection, table)) !== null; pause = longer(pause))
    await delay(pause, undefined, { signal });
}

async function removeBucket(
  connection: Connection,
  bucket: string,
  { signal, onProgress }: RemoveDataOptions,
): Promise<void> {
  // Logs may arrive between the last look and the deletion.
  for (let pause = 20; !(await deleteBucket(connection, bucket)); pause = longer(pause)) {
    let deleted = 0;
    for await (const versions of listObjectVersions(connection, bucket)) {
      signal.throwIfAborted();
      await deleteObjectVersions(connection, bucket, versions);
      deleted += versions.length;
      onProgress(`${deleted} objects of ${bucket}`);
    }
    if (deleted === 0) await delay(pause, undefined, { signal });
  }
}

function longer(milliseconds: number): number {
  return Math.min(milliseconds * 1.5, 2000);
}

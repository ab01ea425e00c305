import { listUsers } from "../../aws/cognito/list-users.ts";
import type { Connection } from "../../aws/connection.ts";
import { tableStatus } from "../../aws/dynamodb/delete-table.ts";
import { scan } from "../../aws/dynamodb/scan.ts";
import { listObjectVersions } from "../../aws/s3/list-object-versions.ts";
import type { StageInventory } from "./stage-inventory.ts";

/** What would be lost, or is kept. */
export interface Losses {
  readonly records: Count;
  readonly tenants: number;
  readonly users: number;
  readonly files: Count;
  readonly fileBytes: number;
  readonly secrets: number;
}

export interface Count {
  readonly count: number;
  /** Counting ended here: there may be more. */
  readonly atLeast: boolean;
}

/** To read more than that just to tell how much it is takes too long, and costs. */
const mostItems = 100_000;

/** Counts what people have put into a stage. */
export async function countLosses(
  connection: Connection,
  inventory: StageInventory,
  signal: AbortSignal,
): Promise<Losses> {
  const [tables, users, files] = await Promise.all([
    Promise.all(inventory.tables.map((table) => countTable(connection, table, signal))),
    Promise.all(inventory.userPools.map((pool) => countUsers(connection, pool))),
    inventory.filesBucket === null
      ? { count: 0, atLeast: false, bytes: 0 }
      : countFiles(connection, inventory.filesBucket, signal),
  ]);
  return {
    records: {
      count: sum(tables.map(({ records }) => records)),
      atLeast: tables.some(({ atLeast }) => atLeast),
    },
    tenants: sum(tables.map(({ tenants }) => tenants)),
    users: sum(users),
    files: { count: files.count, atLeast: files.atLeast },
    fileBytes: files.bytes,
    secrets: inventory.secrets.length,
  };
}

async function countTable(connection: Connection, table: string, signal: AbortSignal) {
  const counted = { records: 0, tenants: 0, atLeast: false };
  if ((await tableStatus(connection, table))?.name !== "ACTIVE") return counted;
  let read = 0;
  for await (const items of scan(connection, table, ["_m", "id"])) {
    signal.throwIfAborted();
    for (const { _m, id } of items) {
      const mark = _m?.S ?? "";
      if (mark === "$Tenant") counted.tenants += 1;
      // Links, guards of unique values and the system's own items are nobody's records.
      else if (id !== undefined && !/^[$!]/.test(mark)) counted.records += 1;
    }
    read += items.length;
    if (read >= mostItems) return { ...counted, atLeast: true };
  }
  return counted;
}

async function countUsers(connection: Connection, pool: string): Promise<number> {
  try {
    return (await listUsers(connection, pool)).count;
  } catch (error) {
    if (error instanceof Error && error.name === "ResourceNotFoundException") return 0;
    throw error;
  }
}

async function countFiles(connection: Connection, bucket: string, signal: AbortSignal) {
  const counted = { count: 0, bytes: 0, atLeast: false };
  let read = 0;
  for await (const versions of listObjectVersions(connection, bucket)) {
    signal.throwIfAborted();
    const current = versions.filter((version) => version.current);
    counted.count += current.length;
    counted.bytes += sum(current.map(({ bytes }) => bytes));
    read += versions.length;
    if (read >= mostItems) return { ...counted, atLeast: true };
  }
  return counted;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

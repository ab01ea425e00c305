import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { BatchWriteItemCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { closeConnection } from "../src/aws/client-of.ts";
import type { BackfillItem, BackfillModel } from "../src/deploy/backfill/backfill-item.ts";
import { registerBackfills } from "../src/deploy/backfill/registry.ts";
import { type BackfillCounts, guardAhead, runBackfill } from "../src/deploy/backfill/run-backfill.ts";
import { createTable } from "../test/support/dynamodb/create-table.ts";
import type { Report } from "./benchmark.ts";
import type { Endpoint } from "./dynamodb/signed-request.ts";
import { align } from "./table.ts";

const records = Number(process.env["BENCH_RECORDS"] ?? 100_000);
const table = "backfill";
const first = Number.POSITIVE_INFINITY;

const index = { name: "byCity", slot: 1, hash: ["city"], sort: ["name"] };
const unique = { name: "byCode", fields: ["code"] };
const model: BackfillModel = {
  name: "Customer",
  shards: 1,
  dedicated: false,
  indexes: [index],
  uniques: [unique],
};

/**
 * How fast old records get into a new index and under a new unique constraint, as fast as the local cloud on disk takes it:
 * without the pace that spares the people at work. `BENCH_RECORDS` for more or fewer.
 */
export const backfill: Report = {
  name: "backfill",
  title: `Back-fill of ${records.toLocaleString("en-US")} records`,
  async report(folder) {
    const server = fork(join(import.meta.dirname, "dynamodb/serve.ts"), ["plinth", folder]);
    const [{ host, port, accessKeyId, secretAccessKey }] = (await once(server, "message")) as [Endpoint];
    const credentials = { accessKeyId, secretAccessKey };
    const connection = { region: "eu-west-1", endpoint: `http://${host}:${port}`, credentials };
    const client = new DynamoDBClient(connection);
    try {
      await createTable(client, table);
      await fill(client);
      const tables = { pooled: table, dedicated: {} };
      const options = { signal: new AbortController().signal, first, most: first };
      const rows: string[][] = [];
      const measured = async (
        name: string,
        items: readonly BackfillItem[],
        work: () => Promise<BackfillCounts>,
      ) => {
        await registerBackfills(connection, table, items);
        const begun = performance.now();
        const { written } = await work();
        const seconds = (performance.now() - begun) / 1000;
        rows.push([name, `${written}`, seconds.toFixed(1), `${Math.round(records / seconds)}`]);
      };
      const indexes: readonly BackfillItem[] = [{ kind: "index", model, index }];
      const uniques: readonly BackfillItem[] = [{ kind: "unique", model, unique }];
      await measured("an index", indexes, () => runBackfill(connection, tables, indexes, options));
      await measured("the same once more", indexes, () => runBackfill(connection, tables, indexes, options));
      await measured("guards of a unique field", uniques, () =>
        guardAhead(connection, tables, uniques, options),
      );
      await measured("looking at them again", uniques, () =>
        runBackfill(connection, tables, uniques, options),
      );
      const head = ["", "written", "seconds", "records a second"];
      return align([head, head.map(() => "---"), ...rows]);
    } finally {
      client.destroy();
      closeConnection(connection);
      server.kill("SIGKILL");
    }
  },
};

async function fill(client: DynamoDBClient): Promise<void> {
  const open = Array.from({ length: Math.ceil(records / 25) }, (_, batch) => batch * 25);
  const worker = async () => {
    for (let from = open.pop(); from !== undefined; from = open.pop()) {
      const start = from;
      const put = Array.from({ length: Math.min(25, records - start) }, (_, at) => ({
        PutRequest: { Item: customer(start + at) },
      }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: put } }));
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

/** A record of about 400 bytes, one of ten tenants'. */
function customer(number: number) {
  const id = `01J${String(number).padStart(23, "0")}`;
  const at = { S: "2026-01-01T00:00:00.000Z" };
  return {
    pk: { S: `T#tenant-${number % 10}#Customer` },
    sk: { S: id },
    id: { S: id },
    _m: { S: "Customer" },
    name: { S: `Customer number ${number}` },
    city: { S: `City ${number % 100}` },
    code: { S: `C-${number}` },
    notes: { S: "x".repeat(200) },
    version: { N: "1" },
    createdAt: at,
    updatedAt: at,
  };
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Cloud, startCloud } from "../../../../../src/local/cloud.ts";
import type { Caller } from "../../../../../src/local/kernel/service.ts";

/** `DURABILITY_ROUNDS=200` for the long run. */
const rounds = Number(process.env["DURABILITY_ROUNDS"] ?? 20);
const writer = join(import.meta.dirname, "writer-process.ts");
const TableName = "durable";

interface Acknowledged {
  readonly puts: number[];
  readonly transactions: number[];
}

/** Lets the writer write, kills it at some moment, and says what it had been told was done. */
async function writeAndKill(folder: string, from: number, milliseconds: number): Promise<Acknowledged> {
  const child = spawn(process.execPath, [writer, folder, String(from)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  const exited = once(child, "exit");
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("ready")) resolve();
    });
    child.once("exit", () => reject(new Error(`The writer ended by itself: ${output}`)));
  });
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill("SIGKILL");
  await exited;
  // What stands behind the last line break may have been cut.
  const lines = output.slice(0, output.lastIndexOf("\n")).split("\n");
  const of = (letter: string) =>
    lines.filter((line) => line.startsWith(`${letter} `)).map((line) => Number(line.slice(2)));
  return { puts: of("p"), transactions: of("t") };
}

async function readAll(cloud: Cloud, input: object): Promise<Map<string, number>> {
  const root: Caller = {
    kind: "root",
    arn: `arn:aws:iam::${cloud.accountId}:root`,
    accountId: cloud.accountId,
    userId: cloud.accountId,
    roleArn: null,
    servicePrincipal: null,
    sessionPolicies: [],
    tags: {},
  };
  const found = new Map<string, number>();
  let ExclusiveStartKey: unknown;
  do {
    const page = await cloud.call("dynamodb", "Scan", { TableName, ...input, ExclusiveStartKey }, root);
    for (const { pk, n } of page["Items"] as { pk: { S: string }; n: { N: string } }[]) {
      found.set(pk.S, Number(n.N));
    }
    ExclusiveStartKey = page["LastEvaluatedKey"];
  } while (ExclusiveStartKey !== undefined);
  return found;
}

test(`${rounds} times killed while writing: nothing acknowledged is lost, no transaction is torn`, {
  timeout: 30_000 + rounds * 3_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "plinth-durability-"));
  const puts: number[] = [];
  const transactions: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const acknowledged = await writeAndKill(folder, round * 1_000_000, 5 + Math.random() * 120);
      puts.push(...acknowledged.puts);
      transactions.push(...acknowledged.transactions);
      const cloud = await startCloud({ port: 0, stateFolder: folder, region: "eu-west-1" });
      try {
        const items = await readAll(cloud, {});
        expect(puts.filter((number) => !items.has(`put-${number}`))).toEqual([]);
        expect(transactions.filter((number) => !items.has(`one-${number}`))).toEqual([]);
        const torn = [...items.keys()].filter(
          (name) =>
            (name.startsWith("one-") && !items.has(name.replace("one-", "two-"))) ||
            (name.startsWith("two-") && !items.has(name.replace("two-", "one-"))),
        );
        expect(torn).toEqual([]);
        // The index has an entry for each item, and no other.
        expect((await readAll(cloud, { IndexName: "byG" })).size).toBe(items.size);
      } finally {
        await cloud.close();
      }
    }
    expect(puts.length + transactions.length).toBeGreaterThan(rounds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { startDynamoDB } from "../test/support/dynamodb/start-dynamodb.ts";
import { machine } from "./machine.ts";
import { median } from "./measure.ts";

/**
 * node bench/local-dynamodb.ts
 *
 * Operations a second of the local cloud's DynamoDB, through the official SDK, beside dynalite, dynoxide and a server that
 * answers without doing anything: the SDK's own ceiling. Every engine has a process of its own; rounds take turns.
 */
const TableName = "bench";
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 5);
const secondsEach = Number(process.env["BENCH_MILLISECONDS"] ?? 700);

interface Engine {
  readonly name: string;
  readonly client: DynamoDBClient;
  readonly transactions: boolean;
  readonly stop: () => unknown;
}

/** In a child process: starts one engine and tells its endpoint. */
async function serve(name: string): Promise<void> {
  if (name === "null server") {
    const server = createServer((message, response) => {
      message.resume();
      message.on("end", () => {
        const body = answerOf(message.headers["x-amz-target"]);
        response.writeHead(200, {
          "content-type": "application/x-amz-json-1.0",
          "content-length": Buffer.byteLength(body),
        });
        response.end(body);
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    process.send?.(`http://localhost:${(server.address() as AddressInfo).port}`);
  } else if (name === "dynalite") {
    const { default: dynalite } = (await import("dynalite" as string)) as {
      default: (options: object) => ReturnType<typeof createServer>;
    };
    const server = dynalite({ createTableMs: 0 }).listen(0, "127.0.0.1");
    await once(server, "listening");
    process.send?.(`http://localhost:${(server.address() as AddressInfo).port}`);
  } else {
    const { startCloud } = await import("../src/local/cloud.ts");
    const folder = process.argv[4] ?? null;
    const cloud = await startCloud({ port: 0, stateFolder: folder, region: "eu-west-1" });
    process.send?.(JSON.stringify({ endpoint: cloud.endpoint, credentials: cloud.credentials }));
  }
}

function item(number: number) {
  return {
    pk: { S: `p${Math.floor(number / 20) % 50}` },
    sk: { S: `item#${String(number % 20).padStart(6, "0")}` },
    name: { S: `Customer number ${number}` },
    email: { S: `customer.${number}@example.com` },
    total: { N: String(number * 1.25) },
    active: { BOOL: number % 2 === 0 },
    tags: { L: [{ S: "one" }, { S: "two" }, { S: "three" }] },
    address: { M: { street: { S: "1 Some Street" }, city: { S: "Dublin" }, zip: { S: "D01" } } },
  };
}

/** What the null server says: of the size the real answer has. */
function answerOf(target: unknown): string {
  const one = item(7);
  if (String(target).endsWith("GetItem")) return JSON.stringify({ Item: one });
  if (String(target).endsWith("Query")) {
    return JSON.stringify({ Items: Array.from({ length: 20 }, () => one), Count: 20, ScannedCount: 20 });
  }
  return "{}";
}

async function start(name: string, ...more: string[]): Promise<Engine> {
  const child = fork(import.meta.filename, ["serve", name, ...more]);
  process.once("exit", () => child.kill("SIGKILL"));
  const [told] = (await once(child, "message")) as [string];
  const { endpoint, credentials } = told.startsWith("{")
    ? (JSON.parse(told) as {
        endpoint: string;
        credentials: { accessKeyId: string; secretAccessKey: string };
      })
    : { endpoint: told, credentials: { accessKeyId: "local", secretAccessKey: "local" } };
  const client = new DynamoDBClient({ region: "eu-west-1", endpoint, credentials, maxAttempts: 1 });
  return { name, client, transactions: name !== "dynalite", stop: () => child.kill("SIGKILL") };
}

async function compare(): Promise<void> {
  const { mkdtempSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const dynoxide = await startDynamoDB();
  const engines: Engine[] = [
    await start("null server"),
    await start("plinth (disk)", mkdtempSync(join(tmpdir(), "plinth-bench-"))),
    await start("dynalite"),
    { name: "dynoxide", client: dynoxide.client, transactions: true, stop: dynoxide.stop },
  ];
  for (const engine of engines) if (engine.name !== "null server") await fill(engine);
  console.log(
    `${machine()}\n\nOperations a second (95th percentile in ms), medians of ${rounds} rounds taken in turns\n`,
  );
  console.log(`| | ${engines.map(({ name }) => name).join(" | ")} | plinth / null | plinth / dynalite |`);
  console.log(`|---|${engines.map(() => "---").join("|")}|---|---|`);
  for (const [kind, work] of Object.entries(kinds)) {
    for (const concurrency of [1, 32]) {
      const results = new Map(engines.map(({ name }) => [name, [] as Result[]]));
      for (let round = 0; round <= rounds; round += 1) {
        for (const engine of engines) {
          if (kind === "transact" && !engine.transactions) continue;
          const result = await measure(engine, work, concurrency);
          if (round > 0) results.get(engine.name)?.push(result);
        }
      }
      const rates = engines.map(({ name }) => median((results.get(name) ?? []).map(({ rate }) => rate)));
      const cells = engines.map(({ name }, at) => {
        const tail = median((results.get(name) ?? []).map(({ p95 }) => p95));
        return Number.isNaN(rates[at]) ? "-" : `${Math.round(rates[at] ?? 0)} (${tail.toFixed(1)})`;
      });
      const ratio = (to: number) => {
        const value = (rates[1] ?? 0) / (rates[to] ?? 0);
        return Number.isNaN(value) ? "-" : `${value.toFixed(2)}x`;
      };
      console.log(`| ${kind} c=${concurrency} | ${cells.join(" | ")} | ${ratio(0)} | ${ratio(2)} |`);
    }
  }
  for (const { stop } of engines) await stop();
}

async function fill({ client }: Engine): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 0.1, maxDelay: 0.1 }, { TableName });
  for (let number = 0; number < 1000; number += 1) {
    await client.send(new PutItemCommand({ TableName, Item: item(number) }));
  }
}

type Work = (client: DynamoDBClient, number: number) => Promise<unknown>;

const kinds: Readonly<Record<string, Work>> = {
  put: (client, number) => client.send(new PutItemCommand({ TableName, Item: item(number) })),
  get: (client, number) => {
    const { pk, sk } = item(number);
    return client.send(new GetItemCommand({ TableName, Key: { pk, sk } }));
  },
  query20: (client, number) =>
    client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: `p${number % 50}` } },
        Limit: 20,
      }),
    ),
  transact: (client, number) =>
    client.send(
      new TransactWriteItemsCommand({
        TransactItems: [0, 1, 2, 3].map((offset) => ({
          Put: { TableName, Item: item(number * 4 + offset) },
        })),
      }),
    ),
};

interface Result {
  readonly rate: number;
  /** Milliseconds. */
  readonly p95: number;
}

async function measure({ client }: Engine, work: Work, concurrency: number): Promise<Result> {
  const took: number[] = [];
  const begun = performance.now();
  let number = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (performance.now() - begun < secondsEach) {
        const from = performance.now();
        number += 1;
        await work(client, number * 7);
        took.push(performance.now() - from);
      }
    }),
  );
  const elapsed = performance.now() - begun;
  took.sort((a, b) => a - b);
  return { rate: (took.length / elapsed) * 1000, p95: took[Math.floor(took.length * 0.95)] ?? 0 };
}

if (process.argv[2] === "serve") await serve(process.argv[3] ?? "");
else {
  await compare();
  process.exit();
}

/**
 * Drives the built command line against moto's server: the same commands, the same code, an AWS that nobody here wrote.
 * What it shows and what it cannot is in test/moto/README.md. Where PyPI cannot be reached, it says so and ends well.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { leftOver, type Target } from "../test/moto/left-over.ts";
import { startMoto } from "../test/moto/start-moto.ts";

const root = dirname(import.meta.dirname);
const folder = realpathSync(mkdtempSync(join(tmpdir(), "plinth-moto-")));
const project = join(folder, "wholesale");
const region = "eu-west-1";
const customerId = "01J00000000000000000000001";

try {
  const moto = await startMoto(folder);
  if (moto === null) console.log("moto is not checked: Python 3 or PyPI cannot be reached from here.");
  else {
    console.log(`moto ${moto.version} at ${moto.endpoint}`);
    try {
      await check({
        region,
        endpoint: moto.endpoint,
        credentials: { accessKeyId: "moto", secretAccessKey: "moto" },
      });
    } finally {
      await moto.stop();
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function check(target: Target): Promise<void> {
  await plinth(
    target,
    ["init", "wholesale", "--yes", "--region", region, "--no-install", "--no-git"],
    folder,
  );
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"), "junction");
  await plinth(target, ["add-model", "Customer", "name:text", "city:text:optional", "code:text:unique"]);
  await plinth(target, ["add-model", "Order", "number:text:unique", "customer:belongsTo:Customer"]);
  await plinth(target, [
    "add-function",
    "greet",
    "--trigger",
    "query",
    "--input",
    "name:text",
    "--returns",
    "text:text",
  ]);

  const first = await plinth(target, ["deploy", "--stage", "dev", "--yes", "--json"]);
  assert.equal(first["changed"], true);
  const outputs = first["outputs"] as Record<string, string>;
  assert.match(outputs["graphqlUrl"] ?? "", /^https:\/\/.+\/graphql$/);
  const again = await plinth(target, ["deploy", "--stage", "dev", "--yes", "--fast", "--json"]);
  assert.equal(again["changed"], false);

  const table = outputs["table"] ?? "";
  await putCustomer(target, table);
  declareIndex();
  const second = await plinth(target, ["deploy", "--stage", "dev", "--yes", "--json"]);
  assert.equal(second["changed"], true);
  assert.equal(await cityKey(target, table), "T#acme#Customer#byCity#Cork");

  const made = ["tenant", "create", "acme", "--admin", "jane@acme.example", "--stage", "dev", "--json"];
  await plinth(target, made);
  await plinth(target, made);
  const status = await plinth(target, ["status", "--stage", "dev", "--json"]);
  assert.equal(status["deployed"], true);
  assert.deepEqual(status["building"], []);

  const kinds = (await leftOver(target, "wholesale")).map((each) => each.slice(0, each.lastIndexOf(" ")));
  const all = ["bucket", "function", "log group", "parameter", "stack", "table", "user pool"];
  assert.deepEqual([...new Set(kinds)].toSorted(), all);
  const destroyed = await plinth(target, [
    "destroy",
    "--stage",
    "dev",
    "--confirm",
    "wholesale-dev",
    "--json",
  ]);
  const { data } = destroyed["plan"] as { data: Record<string, unknown> };
  assert.deepEqual([data["records"], data["tenants"], data["users"]], [{ count: 1, atLeast: false }, 1, 1]);
  assert.deepEqual(await leftOver(target, "wholesale"), []);
}

/** Runs a command in the project; it has to end well. @returns what it says with `--json` */
function plinth(
  { endpoint, credentials }: Target,
  words: readonly string[],
  cwd = project,
): Promise<Record<string, unknown>> {
  const begun = performance.now();
  const { CI: _ci, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(root, "bin/run.js"), ...words], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...inherited,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_CONFIG_FILE: join(folder, "none"),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, "none"),
    },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      console.log(
        `${code === 0 ? "ok" : "failed"}  plinth ${words.join(" ")} (${((performance.now() - begun) / 1000).toFixed(1)} s)`,
      );
      if (code !== 0) return reject(new Error(`It ended with ${code}:\n${stdout}${stderr}`));
      const json = words.includes("--json") ? (JSON.parse(stdout) as { result: object }).result : {};
      resolve({ ...json });
    });
  });
}

/** A record as the API would have written it, had moto one. */
async function putCustomer(target: Target, table: string): Promise<void> {
  const at = { S: "2026-01-01T00:00:00.000Z" };
  const client = new DynamoDBClient(target);
  await client.send(
    new PutItemCommand({
      TableName: table,
      Item: {
        pk: { S: "T#acme#Customer" },
        sk: { S: customerId },
        _m: { S: "Customer" },
        id: { S: customerId },
        name: { S: "Harbour Foods" },
        city: { S: "Cork" },
        code: { S: "HF" },
        version: { N: "1" },
        createdAt: at,
        updatedAt: at,
      },
    }),
  );
  client.destroy();
}

/** A change as an engineer makes it: the model has one more index. */
function declareIndex(): void {
  const file = join(project, "models/customer.ts");
  const text = readFileSync(file, "utf8");
  const end = text.lastIndexOf("})");
  writeFileSync(file, `${text.slice(0, end)}}).index("byCity", ["city"])${text.slice(end + 2)}`);
}

/** Where the back-fill has put the customer in the new index. */
async function cityKey(target: Target, table: string): Promise<string | undefined> {
  const client = new DynamoDBClient(target);
  const Key = { pk: { S: "T#acme#Customer" }, sk: { S: customerId } };
  const { Item = {} } = await client.send(
    new GetItemCommand({ TableName: table, Key, ConsistentRead: true }),
  );
  client.destroy();
  const [key] = Object.entries(Item).filter(
    ([name, value]) => /^gsi\d+_pk$/.test(name) && value.S?.includes("byCity"),
  );
  return key?.[1].S;
}

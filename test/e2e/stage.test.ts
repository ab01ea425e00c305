import { spawn } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { DynamoDBClient, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../support/cloud/eventually.ts";
import { differences, type Inventory, inventory } from "../support/cloud/inventory.ts";
import { plinth, type Ran, root, shellEnvironment } from "./support/run.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { keys, onTerminal } from "./support/terminal.ts";

const folder = temporaryFolder();
const project = join(folder, "acme");
const state = join(project, ".plinth/cloud");
const run = (line: string): Promise<Ran> => plinth(line.split(" "), { folder: project });
const json = async (line: string) => JSON.parse((await run(`${line} --json`)).stdout).result;

let empty: Inventory;
let settings: {
  region: string;
  endpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
};

beforeAll(async () => {
  await plinth("init acme --yes --no-install --no-git".split(" "), { folder });
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"), "junction");
  await run("add-model Customer name:text photo:file:optional");
  settings = await json("cloud start --background --port 0");
  empty = inventory(state);
}, 120_000);
afterAll(async () => void (await run("cloud stop")), 30_000);

describe("a stage that nothing is deployed to", () => {
  test("says so, and has nothing to show or to destroy", async () => {
    expect(await run("status")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("Nothing is deployed."),
    });
    for (const command of ["outputs", "open"]) {
      const { code, stdout, stderr } = await run(command);
      expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
      expect(stderr).toContain('Nothing is deployed to the stage "local".');
      expect(stderr).toContain("Fix: Deploy first: plinth deploy\n");
    }
    expect(await run("destroy")).toMatchObject({ code: 0, stdout: "Nothing is deployed to local.\n" });
  }, 60_000);
});

describe("a deployed stage", () => {
  beforeAll(async () => {
    expect(await run("deploy --fast")).toMatchObject({ code: 0 });
  }, 120_000);

  test("tells how it is", async () => {
    const result = await json("status");
    expect(result).toMatchObject({
      stage: "local",
      name: "acme-local",
      protected: false,
      deployed: true,
      stacks: [
        { name: "acme-local-foundation", status: "CREATE_COMPLETE" },
        { name: "acme-local-service", status: "CREATE_COMPLETE" },
      ],
      building: [],
      health: { functions: [], alarms: [] },
      outOfDate: null,
      temporary: false,
    });
    expect(Date.parse(result.deployedAt)).toBeGreaterThan(Date.now() - 600_000);
    const { code, stdout } = await run("status");
    expect(code).toBe(0);
    expect(stdout).toContain("acme-local-service           CREATE_COMPLETE\n");
    expect(stdout).toContain("Last hour ");
  }, 60_000);

  test("says where it is: to people, a shell, Amplify and scripts, and nothing secret", async () => {
    const outputs = await json("outputs");
    expect(outputs).toMatchObject({
      app: "acme",
      stage: "local",
      graphqlUrl: expect.stringMatching(/^http:/),
    });
    expect((await run("outputs")).stdout).toContain(`GraphQL       ${outputs.graphqlUrl}\n`);
    const env = (await run("outputs --format env")).stdout;
    expect(env).toContain(`PLINTH_GRAPHQL_URL=${outputs.graphqlUrl}\n`);
    expect(env).toMatch(/^(PLINTH_[A-Z_]+=\S+\n)+$/);
    const amplify = JSON.parse((await run("outputs --format amplify")).stdout);
    expect(amplify.Auth.Cognito.userPoolId).toBe(outputs.userPoolId);
    expect(JSON.stringify([outputs, env, amplify])).not.toContain(settings.credentials.secretAccessKey);
  }, 60_000);

  test("counts the requests of the last hour", async () => {
    const { graphqlUrl } = await json("outputs");
    // Nobody is signed in: refused, and counted all the same.
    for (let count = 0; count < 2; count += 1)
      expect((await fetch(graphqlUrl, { method: "POST", body: "{}" })).status).toBe(401);
    await eventually(async () =>
      expect((await json("status")).health.api).toEqual({ requests: 2, faults: 0 }),
    );
    expect((await run("status")).stdout).toContain("2 GraphQL requests");
  }, 60_000);

  test("prints the addresses of its pages where there is no terminal", async () => {
    expect(await run("open")).toMatchObject({ code: 0, stdout: `${settings.endpoint}/_plinth/outbox\n` });
    const { stdout } = await run("open api");
    expect(stdout).toBe(`${(await json("outputs")).graphqlUrl}\n`);
    expect((await fetch(`${settings.endpoint}/_plinth/outbox`)).status).toBe(200);
    expect(await run("open files")).toMatchObject({ code: 2, stderr: expect.stringContaining("no page") });
  }, 60_000);

  test("is not destroyed unless its name is given, nor where it is protected", async () => {
    const nobody = await run("destroy --yes");
    expect(nobody).toMatchObject({ code: 3, stdout: "" });
    expect(nobody.stderr).toContain("What people have put in is lost for good:");
    expect(nobody.stderr).toContain("--confirm acme-local");
    expect(await run("destroy --confirm acme-dev")).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('is called acme-local, not "acme-dev"'),
    });
    expect(await run("destroy --stage prod --confirm acme-prod")).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('Take "protected: true" of prod out of plinth.config.ts'),
    });
    const terminal = onTerminal(["destroy"], { folder: project });
    await terminal.see("Type acme-local to destroy it");
    terminal.press("acme", keys.enter);
    await terminal.see("Type acme-local, or press Ctrl-C.");
    terminal.press(keys.controlC);
    expect(await terminal.ended()).toBe(130);
    expect(await json("status")).toMatchObject({ deployed: true });
  }, 90_000);

  test("destroyed, killed twice on the way, it leaves nothing but what deploys to the account", async () => {
    const { table, filesBucket } = await json("outputs");
    await run("tenant create acme --admin jane@acme.example");
    await putRecord(table);
    const s3 = new S3Client({ ...settings, forcePathStyle: true });
    for (const Body of ["first", "second"])
      await s3.send(new PutObjectCommand({ Bucket: filesBucket, Key: "T/acme/photo", Body }));
    s3.destroy();
    const ssm = new SSMClient(settings);
    const secret = { Name: "/acme/local/secrets/KEY", Value: "hidden", Type: "SecureString" } as const;
    await ssm.send(new PutParameterCommand(secret));
    ssm.destroy();

    const plan = await killedAfter("Delete acme-local-service");
    expect(plan).toContain("  1 record\n  1 tenant\n  1 user\n  1 file, 6 bytes\n  1 secret\n");
    await killedAfter("Delete data");
    const last = await run("destroy --confirm acme-local");
    expect(last).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Destroyed acme-local \(/) });
    expect(differences(empty, inventory(state), remembered)).toEqual([]);
    expect([...inventory(state).keys()].filter((name) => name.includes(filesBucket))).toEqual([]);
  }, 120_000);

  test("with --keep-data loses its stacks only, and says what is left", async () => {
    await run("deploy --fast");
    const { table, userPoolId, filesBucket } = await json("outputs");
    await putRecord(table);
    const terminal = onTerminal(["destroy", "--keep-data"], { folder: project });
    await terminal.see("What people have put in stays:");
    await terminal.see("Type acme-local to destroy it");
    terminal.press("acme-local", keys.enter);
    await terminal.see("Destroyed acme-local");
    await terminal.see("Kept, and paid for");
    expect(await terminal.ended()).toBe(0);
    const said = stripVTControlCharacters(terminal.raw());
    for (const kept of [table, userPoolId, filesBucket]) expect(said).toContain(kept);
    expect((await json("status")).stacks).toEqual([]);
    const client = new DynamoDBClient(settings);
    expect((await client.send(new ScanCommand({ TableName: table }))).Count).toBe(1);
    client.destroy();
  }, 120_000);
});

async function putRecord(table: string): Promise<void> {
  const client = new DynamoDBClient(settings);
  const id = { S: "01J00000000000000000000001" };
  const Item = { pk: { S: "T#acme#Customer" }, sk: id, id, _m: { S: "Customer" }, name: { S: "Harbour" } };
  await client.send(new PutItemCommand({ TableName: table, Item }));
  client.destroy();
}

/** Destroys, and kills the process as soon as it says that a step is done. @returns what it had said by then */
async function killedAfter(step: string): Promise<string> {
  const words = ["destroy", "--confirm", "acme-local"];
  const child = spawn(process.execPath, [join(root, "bin/run.js"), ...words], {
    cwd: project,
    env: shellEnvironment(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
    if (said.includes(`${step}: `)) child.kill("SIGKILL");
  });
  await new Promise((resolve) => child.once("close", resolve));
  expect(said).toContain(`${step}: `);
  return said;
}

/** What clouds, and AWS too, keep of what was: histories, metrics, keys that are deleted after a month, the bootstrap stack. */
const remembered = [
  "cloudformation.",
  "cloudwatch.",
  "cloudwatch_",
  "dynamodb.counters",
  "dynamodb.streams",
  "dynamodb.tokens",
  "dynamodb_changes",
  "outbox.",
  "ses.sent",
  "kms.",
  "sqlite_sequence",
  "iam.sessions",
  "iam.roles cdk-",
  "ecr.repositories cdk-",
  "ssm.parameters /cdk-bootstrap/",
  "s3.buckets cdk-",
  "s3.versions cdk-",
  "s3.blobs",
  "blobs ",
];

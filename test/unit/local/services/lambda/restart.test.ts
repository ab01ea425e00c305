import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../../../../src/local/cloud.ts";
import type { Caller } from "../../../../../src/local/kernel/service.ts";
import { allow, module, policy, trustService } from "../../../../support/cloud/function-code.ts";

let folder = "";
let cloud: Cloud;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "plinth-restart-"));
  cloud = await start();
});
afterEach(async () => {
  await cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = () =>
  startCloud({ port: 0, stateFolder: folder, region: "eu-west-1", log: (line) => console.error(line) });

function call(service: string, operation: string, input: object): Promise<Record<string, unknown>> {
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
  return cloud.call(service, operation, input, root);
}

/** Logs the number in its event, or the keys of its records. */
const logging = `export const handler = async ({ number, wait = 0, Records = [] }) => {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (number !== undefined) console.log("seen", number);
    for (const record of Records) console.log("seen", record.dynamodb.Keys.id.S);
  };`;

async function createFunction(
  source: string = logging,
  variables: Readonly<Record<string, string>> = {},
): Promise<void> {
  const RoleName = "role";
  await call("iam", "CreateRole", {
    RoleName,
    AssumeRolePolicyDocument: trustService("lambda.amazonaws.com"),
  });
  const PolicyDocument = policy(allow(["logs:*", "dynamodb:*"]));
  await call("iam", "PutRolePolicy", { RoleName, PolicyName: "access", PolicyDocument });
  await call("lambda", "CreateFunction", {
    FunctionName: "f",
    Role: `arn:aws:iam::${cloud.accountId}:role/${RoleName}`,
    Runtime: "nodejs24.x",
    Handler: "index.handler",
    Timeout: 10,
    Code: { ZipFile: module(source) },
    Environment: { Variables: variables },
  });
}

/** What the function has logged, once it is as long as wanted. */
async function seen(length: number): Promise<string[]> {
  let found: string[] = [];
  for (let turn = 0; turn < 200; turn++) {
    const logGroupName = "/aws/lambda/f";
    const answer = await call("logs", "FilterLogEvents", { logGroupName, filterPattern: "seen" }).catch(
      () => ({}),
    );
    const events = ("events" in answer ? answer["events"] : []) as { message: string }[];
    found = events.map(({ message }) => /seen (\S+)/.exec(message)?.[1] ?? "");
    if (found.length >= length) break;
    await sleep(50);
  }
  return found;
}

test("an accepted event outlives the cloud that accepted it", async () => {
  await createFunction();
  const Payload = Buffer.from(JSON.stringify({ number: 1, wait: 600 }));
  await call("lambda", "Invoke", { FunctionName: "f", InvocationType: "Event", Payload });
  await sleep(200);
  await cloud.close();
  cloud = await start();
  expect(await seen(1)).toEqual(["1"]);
});

test("a stream is read on from where it was", async () => {
  await createFunction();
  const table = await call("dynamodb", "CreateTable", {
    TableName: "table",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
  });
  const { LatestStreamArn } = table["TableDescription"] as { LatestStreamArn: string };
  await call("lambda", "CreateEventSourceMapping", {
    FunctionName: "f",
    EventSourceArn: LatestStreamArn,
    StartingPosition: "TRIM_HORIZON",
  });
  const put = (id: string) => call("dynamodb", "PutItem", { TableName: "table", Item: { id: { S: id } } });
  await put("a");
  expect(await seen(1)).toEqual(["a"]);
  await put("b");
  expect(await seen(2)).toEqual(["a", "b"]);
  await cloud.close();
  cloud = await start();
  await put("c");
  expect(await seen(3)).toEqual(["a", "b", "c"]);
  await sleep(300);
  expect(await seen(3)).toEqual(["a", "b", "c"]);
});

test("functions, versions and permissions are there after a restart, with their code", async () => {
  await createFunction();
  await call("lambda", "PublishVersion", { FunctionName: "f" });
  await call("lambda", "AddPermission", {
    FunctionName: "f",
    StatementId: "s",
    Action: "lambda:InvokeFunction",
    Principal: "events.amazonaws.com",
  });
  await cloud.close();
  cloud = await start();
  const answer = await call("lambda", "Invoke", {
    FunctionName: "f",
    Qualifier: "1",
    Payload: Buffer.from('{"number":5}'),
  });
  expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: "1" });
  expect(await call("lambda", "GetPolicy", { FunctionName: "f" })).toMatchObject({
    Policy: expect.any(String),
  });
});

test("a function finds the cloud it was deployed to where it is now", async () => {
  const before = cloud.endpoint;
  await createFunction(
    "export const handler = async () => [process.env.API, process.env.OTHER, process.env.AWS_ENDPOINT_URL];",
    { API: `${before}/graphql/abc`, OTHER: "http://localhost:1/graphql/abc" },
  );
  await cloud.close();
  const { port } = new URL(before);
  const other = createServer().listen(Number(port), "127.0.0.1");
  await once(other, "listening");
  cloud = await start();
  other.close();
  expect(cloud.endpoint).not.toBe(before);
  const { Payload } = await call("lambda", "Invoke", { FunctionName: "f" });
  expect(JSON.parse(Buffer.from(Payload as Uint8Array).toString())).toEqual([
    `${cloud.endpoint}/graphql/abc`,
    "http://localhost:1/graphql/abc",
    cloud.endpoint,
  ]);
});

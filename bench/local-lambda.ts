import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { startCloud } from "../src/local/cloud.ts";
import type { Caller } from "../src/local/kernel/service.ts";
import type { Benchmark } from "./benchmark.ts";

const emptyFork = "an empty child_process.fork";
const oneMessage = "one message to a child and back";
const perSample = 50;

const child = 'process.on("message", (message) => process.send(message)); process.send("ready");';
const handler = "export const handler = async (event) => event;";
const trust = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
};

/** What the local cloud adds to a handler: beside a process that does nothing, and a message that says nothing. */
export const localLambda: Benchmark = {
  name: "local-lambda",
  title: "Lambda in the local cloud (warm: the mean of 50)",
  rounds: 15,
  async prepare(folder) {
    const script = join(folder, "child.cjs");
    writeFileSync(script, child);
    const echo = await forked(script);
    const cloud = await startCloud({ port: 0, stateFolder: join(folder, "state"), region: "eu-west-1" });
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
    const lambda = (operation: string, input: object) => cloud.call("lambda", operation, input, root);
    await cloud.call(
      "iam",
      "CreateRole",
      { RoleName: "role", AssumeRolePolicyDocument: JSON.stringify(trust) },
      root,
    );
    await lambda("CreateFunction", {
      FunctionName: "echo",
      Role: `arn:aws:iam::${cloud.accountId}:role/role`,
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Code: { ZipFile: zipSync({ "index.mjs": Buffer.from(handler) }) },
    });
    const invoke = () => lambda("Invoke", { FunctionName: "echo", Payload: Buffer.from("{}") });
    let change = 0;
    return [
      {
        name: emptyFork,
        async run() {
          const startedAt = performance.now();
          const started = await forked(script);
          const took = performance.now() - startedAt;
          started.kill("SIGKILL");
          return took;
        },
      },
      {
        name: "cold invocation",
        floor: emptyFork,
        target: { milliseconds: 150 },
        async run() {
          change += 1;
          await lambda("UpdateFunctionConfiguration", { FunctionName: "echo", Description: String(change) });
          const startedAt = performance.now();
          await invoke();
          return performance.now() - startedAt;
        },
      },
      {
        name: oneMessage,
        run: () =>
          mean(async () => {
            echo.send("{}");
            await once(echo, "message");
          }),
      },
      { name: "warm invocation", floor: oneMessage, target: { milliseconds: 2 }, run: () => mean(invoke) },
    ];
  },
};

/** Milliseconds that one of many takes. */
async function mean(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  for (let turn = 0; turn < perSample; turn++) await work();
  return (performance.now() - startedAt) / perSample;
}

async function forked(script: string): Promise<ChildProcess> {
  const started = fork(script);
  await once(started, "message");
  return started;
}

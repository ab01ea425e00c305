import { spawn } from "node:child_process";
import { join } from "node:path";
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type Cloud, startCloud } from "../src/local/cloud.ts";
import type { Benchmark } from "./benchmark.ts";
import { frozenBuild } from "./frozen-build.ts";
import { bareNode, quiet } from "./run-process.ts";

const floor = "node -e 0";
const resources = 300;

/** The local cloud: from nothing to the first answer, and a stack of 300 resources. */
export const localCloud: Benchmark = {
  name: "local-cloud",
  title: "The local cloud",
  rounds: 7,
  async prepare(folder) {
    let made = 0;
    const cloud = await startCloud({ port: 0, stateFolder: join(folder, "stacks"), region: "eu-west-1" });
    return [
      { name: floor, run: bareNode },
      {
        name: "plinth cloud start: answering, empty state",
        run: () => startProcess(join(folder, `empty-${made++}`), false),
        floor,
        target: { milliseconds: 250 },
      },
      {
        name: "plinth cloud start: first call answered",
        run: () => startProcess(join(folder, `called-${made++}`), true),
        floor,
      },
      {
        name: "inside a process: answering, empty state",
        run: () => startHere(join(folder, `here-${made++}`)),
      },
      {
        name: `stack of ${resources} resources created`,
        run: () => createStack(cloud, `stack-${made++}`),
        target: { milliseconds: 2000 },
      },
    ];
  },
};

/**
 * From starting `plinth cloud start`, as it is built, to its first answer.
 *
 * @param signed the first request is an API call by an official client rather than a look at the port
 */
async function startProcess(state: string, signed: boolean): Promise<number> {
  const start = performance.now();
  const words = [
    join(frozenBuild(), "bin/run.js"),
    "cloud",
    "start",
    "--port",
    "0",
    "--state",
    state,
    "--json",
  ];
  const child = spawn(process.execPath, words, { env: quiet, stdio: ["ignore", "pipe", "inherit"] });
  const { endpoint, credentials, region } = await told(child.stdout);
  if (signed) {
    const client = new STSClient({ endpoint, credentials, region });
    await client.send(new GetCallerIdentityCommand({}));
    client.destroy();
  } else await (await fetch(endpoint)).text();
  const took = performance.now() - start;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  await gone;
  return took;
}

/** What it says of itself once it answers: one JSON value, that is whole when it can be read. */
async function told(output: NodeJS.ReadableStream): Promise<Cloud> {
  let text = "";
  for await (const chunk of output) {
    text += chunk;
    try {
      return (JSON.parse(text) as { result: Cloud }).result;
    } catch {
      // The rest is still to come.
    }
  }
  throw new Error(`The cloud ended: ${text}`);
}

async function startHere(stateFolder: string): Promise<number> {
  const start = performance.now();
  const cloud = await startCloud({ port: 0, stateFolder, region: "eu-west-1" });
  await fetch(cloud.endpoint);
  const took = performance.now() - start;
  await cloud.close();
  return took;
}

async function createStack({ endpoint, credentials, region }: Cloud, StackName: string): Promise<number> {
  const client = new CloudFormationClient({ endpoint, credentials, region });
  const Resources = Object.fromEntries(
    Array.from({ length: resources }, (_, index) => [
      `P${index}`,
      {
        Type: "AWS::SSM::Parameter",
        Properties: { Name: `/${StackName}/${index}`, Type: "String", Value: "x" },
      },
    ]),
  );
  const start = performance.now();
  await client.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify({ Resources }) }));
  await settled(client, StackName, "CREATE_COMPLETE");
  const took = performance.now() - start;
  await client.send(new DeleteStackCommand({ StackName }));
  client.destroy();
  return took;
}

async function settled(client: CloudFormationClient, StackName: string, wanted: string): Promise<void> {
  for (;;) {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    const status = Stacks?.[0]?.StackStatus ?? "";
    if (status === wanted) return;
    if (!status.endsWith("_IN_PROGRESS")) throw new Error(`${StackName} is ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

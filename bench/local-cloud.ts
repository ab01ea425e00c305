import { spawn } from "node:child_process";
import { join } from "node:path";
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { type Cloud, startCloud } from "../src/local/cloud.ts";
import type { Benchmark } from "./benchmark.ts";
import { bareNode } from "./run-process.ts";

const floor = "node -e 0";
const serve = join(import.meta.dirname, "../test/local/serve.ts");
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
        name: "process started and answering, empty state",
        run: () => startProcess(join(folder, `empty-${made++}`)),
        floor,
      },
      {
        name: "started and answering, empty state",
        run: () => startHere(join(folder, `here-${made++}`)),
        target: { milliseconds: 250 },
      },
      {
        name: `stack of ${resources} resources created`,
        run: () => createStack(cloud, `stack-${made++}`),
        target: { milliseconds: 2000 },
      },
    ];
  },
};

/** From starting a process of the sources to the first answer over HTTP. */
async function startProcess(state: string): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [serve, state], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise<Buffer>((resolve) => child.stdout.once("data", resolve));
  await fetch(JSON.parse(line.toString()).endpoint);
  const took = performance.now() - start;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill();
  await gone;
  return took;
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

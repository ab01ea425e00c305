import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { startDynamoDB } from "../../test/support/dynamodb/start-dynamodb.ts";
import { openConnection } from "./connection.ts";
import { type Endpoint, signedRequest } from "./signed-request.ts";
import { filled, item, TableName, table } from "./workloads.ts";

export interface Engine {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly transactions: boolean;
  stop(): unknown;
}

/**
 * All of them at once, each in a process of its own, with the same table: plinth on disk, every write durable before it is
 * answered; dynalite and dynoxide in memory, as they come.
 */
export async function startEngines(folder: string): Promise<Engine[]> {
  const engines = [
    await startProcess("null server", "null"),
    await startProcess("plinth", "plinth", folder),
    await startProcess("dynalite", "dynalite"),
    await startDynoxide(),
  ];
  for (const engine of engines) if (engine.name !== "null server") await fill(engine.endpoint);
  return engines;
}

async function startProcess(name: string, ...args: string[]): Promise<Engine> {
  const child = fork(join(import.meta.dirname, "serve.ts"), args);
  const stop = () => child.kill("SIGKILL");
  process.once("exit", stop);
  const [endpoint] = (await once(child, "message")) as [Endpoint];
  return { name, endpoint, transactions: name !== "dynalite", stop };
}

async function startDynoxide(): Promise<Engine> {
  const { endpoint, stop } = await startDynamoDB();
  const { hostname: host, port } = new URL(endpoint);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return {
    name: "dynoxide",
    endpoint: { host, port: Number(port), ...credentials },
    transactions: true,
    stop,
  };
}

async function fill(endpoint: Endpoint): Promise<void> {
  const connection = await openConnection(endpoint.host, endpoint.port);
  const call = (operation: string, input: object) =>
    connection.send(signedRequest(endpoint, operation, input));
  await call("CreateTable", table);
  for (;;) {
    const { Table } = JSON.parse(await call("DescribeTable", { TableName }));
    if (Table.TableStatus === "ACTIVE") break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (let number = 0; number < filled; number += 1) await call("PutItem", { TableName, Item: item(number) });
  connection.close();
}

import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Served } from "./serve.ts";

export interface Started extends Served {
  stop(): void;
}

/** A server in a process of its own. */
export async function start(kind: "plinth" | "null", stateFolder = ""): Promise<Started> {
  const child = fork(join(import.meta.dirname, "serve.ts"), [kind, stateFolder], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const stop = () => void child.kill("SIGKILL");
  process.once("exit", stop);
  const died = once(child, "exit").then(() => {
    throw new Error(`The ${kind} server ended before it was ready.`);
  });
  const [served] = (await Promise.race([once(child, "message"), died])) as [Served];
  died.catch(() => {});
  return { ...served, stop };
}

/** A POST request as it goes over the wire. */
export function posted(address: string, body: string, headers: Readonly<Record<string, string>>): Buffer {
  const url = new URL(address);
  const all = {
    host: url.host,
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${url.pathname} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
}

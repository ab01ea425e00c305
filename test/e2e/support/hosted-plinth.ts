import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { HostedCommand } from "./host.ts";
import { type Ran, shellEnvironment } from "./run.ts";

/**
 * The built command line in a process that stays: a command takes milliseconds, so that a table of many stays fast.
 *
 * @returns runs a command in a folder; never throws for an exit code
 */
export function hostedPlinth(): (words: readonly string[], folder: string) => Promise<Ran> {
  let child: ChildProcess;
  beforeAll(async () => {
    child = fork(join(import.meta.dirname, "host.ts"), { env: shellEnvironment(), execArgv: [] });
    await once(child, "message");
  });
  afterAll(() => child.disconnect());
  return async (words, folder) => {
    const message: HostedCommand = { words, folder };
    const answer = once(child, "message");
    child.send(message);
    const [ran] = await answer;
    return ran;
  };
}

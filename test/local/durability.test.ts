import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { expect, test } from "vitest";

const rounds = Number(process.env["PLINTH_KILL_ROUNDS"] ?? 20);
const program = join(import.meta.dirname, "serve.ts");

interface Serving {
  readonly child: ChildProcess;
  readonly client: SSMClient;
}

/** A cloud in a process of its own, which can be killed. */
function serve(state: string): Promise<Serving> {
  const child = spawn(process.execPath, [program, state], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The cloud ended with ${code}`)));
    child.stdout?.once("data", (line: Buffer) => {
      const { endpoint, credentials } = JSON.parse(line.toString());
      resolve({
        child,
        client: new SSMClient({ region: "eu-west-1", endpoint, credentials, maxAttempts: 1 }),
      });
    });
  });
}

test(`${rounds} times killed under load, nothing acknowledged is lost`, {
  timeout: rounds * 5_000,
}, async () => {
  const state = mkdtempSync(join(tmpdir(), "plinth-durability-"));
  const acknowledged = new Map<string, number>();
  try {
    for (let round = 0; round < rounds; round += 1) {
      const { child, client } = await serve(state);
      for (const [name, value] of acknowledged) {
        const { Parameter } = await client.send(new GetParameterCommand({ Name: name }));
        // A write that was under way when the process was killed may have happened or not.
        expect(Number(Parameter?.Value)).toBeGreaterThanOrEqual(value);
        expect(Parameter?.Version).toBe(Number(Parameter?.Value));
        acknowledged.set(name, Number(Parameter?.Value));
      }
      const gone = new Promise((resolve) => child.once("exit", resolve));
      setTimeout(() => child.kill("SIGKILL"), 30 + Math.random() * 120);
      await Promise.all(
        Array.from({ length: 8 }, (_, writer) => writeUntilKilled(client, `/durable/${writer}`)),
      );
      await gone;
      client.destroy();
    }
    expect(acknowledged.size).toBe(8);
  } finally {
    rmSync(state, { recursive: true, force: true });
  }

  /** Writes 1, 2, 3... so that a parameter's value is always its version. */
  async function writeUntilKilled(client: SSMClient, Name: string): Promise<void> {
    for (let value = (acknowledged.get(Name) ?? 0) + 1; ; value += 1) {
      try {
        await client.send(
          new PutParameterCommand({ Name, Value: String(value), Type: "String", Overwrite: true }),
        );
      } catch {
        return;
      }
      acknowledged.set(Name, value);
    }
  }
});

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

const names = Array.from({ length: 8 }, (_, writer) => `/durable/${writer}`);

/** Zeros: it was never written. */
async function stored(client: SSMClient, Name: string): Promise<{ value: number; version: number }> {
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name }));
    return { value: Number(Parameter?.Value), version: Parameter?.Version ?? 0 };
  } catch (error) {
    if ((error as Error).name === "ParameterNotFound") return { value: 0, version: 0 };
    throw error;
  }
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
      for (const name of names) {
        const { value, version } = await stored(client, name);
        // A write that was under way when the process was killed may have happened or not, the first one too.
        expect(value).toBeGreaterThanOrEqual(acknowledged.get(name) ?? 0);
        expect(version).toBe(value);
        acknowledged.set(name, value);
      }
      const gone = new Promise((resolve) => child.once("exit", resolve));
      setTimeout(() => child.kill("SIGKILL"), 30 + Math.random() * 120);
      await Promise.all(names.map((name) => writeUntilKilled(client, name)));
      await gone;
      client.destroy();
    }
    expect(Math.min(...acknowledged.values())).toBeGreaterThan(0);
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

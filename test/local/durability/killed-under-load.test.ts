import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { ClientSettings } from "../../support/cloud/target.ts";
import { itemsLoad } from "./items-load.ts";
import type { Load } from "./load.ts";
import { objectsLoad } from "./objects-load.ts";
import { parametersLoad } from "./parameters-load.ts";
import { stacksLoad } from "./stacks-load.ts";

/**
 * A cloud in a process of its own that is killed (SIGKILL) at a random moment while DynamoDB, S3, SSM and CloudFormation
 * are written to, started again over the same state, and asked for all that it had acknowledged.
 * `PLINTH_KILL_ROUNDS=200` for the long run.
 */
const rounds = Number(process.env["PLINTH_KILL_ROUNDS"] ?? 4);
const program = join(import.meta.dirname, "../serve.ts");
const state = mkdtempSync(join(tmpdir(), "plinth-durability-"));
const region = "eu-west-1";
let child: ChildProcess | null = null;
afterAll(() => {
  child?.kill("SIGKILL");
  rmSync(state, { recursive: true, force: true });
});

function serve(): Promise<ClientSettings> {
  const started = spawn(process.execPath, [program, state], { stdio: ["ignore", "pipe", "inherit"] });
  child = started;
  return new Promise((resolve, reject) => {
    started.once("exit", (code) => reject(new Error(`The cloud ended with ${code}`)));
    started.stdout.once("data", (line: Buffer) =>
      resolve({ region, maxAttempts: 1, ...JSON.parse(line.toString()) }),
    );
  });
}

/** Ends it without a warning. */
async function kill(): Promise<void> {
  const gone = new Promise((resolve) => child?.once("exit", resolve));
  child?.kill("SIGKILL");
  await gone;
  child = null;
}

test(`${rounds} times killed under load: nothing acknowledged is lost, nothing is half done`, {
  timeout: 60_000 + rounds * 15_000,
}, async () => {
  const loads: Readonly<Record<string, Load>> = {
    items: itemsLoad(),
    objects: objectsLoad(3),
    parameters: parametersLoad(3),
    stacks: stacksLoad(),
  };
  const all = Object.values(loads);
  let settings = await serve();
  for (const load of all) await load.prepare?.(settings);
  for (let round = 0; round < rounds; round += 1) {
    const running = all.map((load) => load.run(settings, round));
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 450));
    await kill();
    await Promise.all(running);
    settings = await serve();
    for (const load of all) await load.check(settings, round);
  }
  for (const load of all) await load.end?.(settings);
  const counts = Object.entries(loads).map(([name, load]) => [name, load.acknowledged()] as const);
  console.log(`${rounds} kills; acknowledged: ${counts.map((pair) => pair.join(" ")).join(", ")}`);
  for (const [, count] of counts) expect(count).toBeGreaterThan(0);
});

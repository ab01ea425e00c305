import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { rememberPort } from "../../../../src/operations/cloud/remembered-port.ts";
import { startCloudHere } from "../../../../src/operations/cloud/start.ts";

const state = mkdtempSync(join(tmpdir(), "plinth-start-"));
const other = createServer().listen(0, "127.0.0.1");
await once(other, "listening");
const taken = (other.address() as AddressInfo).port;
afterAll(() => {
  other.close();
  rmSync(state, { recursive: true, force: true });
});

const start = (port: number | null) => startCloudHere({ state, port, region: "eu-west-1", log: () => {} });

async function works({ cloud, close }: Awaited<ReturnType<typeof start>>): Promise<void> {
  const outbox = await fetch(`${cloud.endpoint}/_plinth/outbox`);
  expect(outbox.status).toBe(200);
  await close();
}

test("where the usual port is taken, any free one is used with the same state", async () => {
  rememberPort(state, taken);
  const started = await start(null);
  expect(started.cloud.port).not.toBe(taken);
  await works(started);
});

test("a port that was asked for and is taken is told, and the state is free for another start", async () => {
  await expect(start(taken)).rejects.toMatchObject({ code: "PORT_TAKEN" });
  await works(await start(0));
});

import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, expect, test } from "vitest";
import { localS3 } from "./local-s3.ts";

const folder = mkdtempSync(join(tmpdir(), "plinth-s3-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const program = `
  const { startCloud } = await import(${JSON.stringify(new URL("../../../../../src/local/cloud.ts", import.meta.url).href)});
  const cloud = await startCloud({ port: 0, stateFolder: process.argv[1], region: "us-east-1" });
  console.log(JSON.stringify({ endpoint: cloud.endpoint, credentials: cloud.credentials }));
`;

async function start(): Promise<{ child: ChildProcess; client: S3Client }> {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve) =>
    child.stdout?.once("data", (data) => resolve(String(data))),
  );
  const { endpoint, credentials } = JSON.parse(line);
  const client = new S3Client({
    endpoint,
    credentials,
    region: "us-east-1",
    forcePathStyle: true,
    maxAttempts: 1,
  });
  return { child, client };
}

async function blobs(): Promise<string[]> {
  const root = join(folder, "blobs", "s3");
  return readdirSync(root).flatMap((parent) => readdirSync(join(root, parent)));
}

test("what was acknowledged survives kill -9, and nothing else is left behind", async () => {
  const Bucket = "durable";
  const acknowledged = new Map<string, string>();
  for (let round = 0; round < 3; round += 1) {
    const { child, client } = await start();
    if (round === 0) await client.send(new CreateBucketCommand({ Bucket }));
    let stopped = false;
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let index = 0; !stopped; index += 1) {
        const Key = `${writer}/${index % 10}`;
        const Body = Buffer.alloc(20_000 + index, `${round}-${writer}-${index}.`);
        try {
          await client.send(new PutObjectCommand({ Bucket, Key, Body }));
          acknowledged.set(Key, createHash("md5").update(Body).digest("hex"));
        } catch {
          // The one that was under way may have been kept or not.
          acknowledged.delete(Key);
          return;
        }
      }
    });
    await sleep(300);
    stopped = round === 1;
    child.kill("SIGKILL");
    await Promise.all(writers);
    client.destroy();
  }
  const s3 = await localS3(folder);
  expect(acknowledged.size).toBeGreaterThan(10);
  for (const [Key, digest] of acknowledged) {
    const bytes = await s3.read(Bucket, Key);
    expect(createHash("md5").update(bytes).digest("hex")).toBe(digest);
  }
  const { Contents } = await s3.call("ListObjectsV2", { Bucket });
  expect(await blobs()).toHaveLength((Contents as unknown[]).length);
  await s3.cloud.close();
});

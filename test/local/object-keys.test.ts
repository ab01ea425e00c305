import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../src/local/cloud.ts";
import { encode, signedHeaders } from "../support/cloud/sign-request.ts";

const region = "eu-west-1";
let parent: string;
let cloud: Cloud;
let s3: S3Client;
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), "plinth-keys-"));
  cloud = await startCloud({ port: 0, stateFolder: join(parent, "a", "state"), region });
  const { endpoint, credentials } = cloud;
  s3 = new S3Client({ region, endpoint, credentials, maxAttempts: 1, forcePathStyle: true });
  await s3.send(
    new CreateBucketCommand({ Bucket: "keys", CreateBucketConfiguration: { LocationConstraint: region } }),
  );
});
afterAll(async () => {
  await cloud.close();
  rmSync(parent, { recursive: true, force: true });
});

/** Sends the path as it is, which no client library does. */
function raw(method: string, path: string, body = ""): Promise<{ status: number; text: string }> {
  const host = `localhost:${cloud.port}`;
  const unsigned = { method, path, query: "", headers: {}, body: Buffer.from(body) };
  const headers = signedHeaders(unsigned, host, { region, service: "s3" }, cloud.credentials);
  return new Promise((resolve, reject) => {
    const length = { "content-length": String(unsigned.body.length) };
    const to = {
      host: "127.0.0.1",
      port: cloud.port,
      method,
      path,
      headers: { ...headers, ...length },
      agent: false,
    };
    const sent = request(to, (answer) => {
      let text = "";
      answer.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** What lies beside the state, and in it beside the bytes of objects. */
function outside(): string[] {
  return readdirSync(parent, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.startsWith(join("a", "state", "blobs")))
    .sort();
}

const keys = [
  "../../evil",
  "..",
  ".",
  "./x",
  "a/../b",
  "a/./b",
  "a//b",
  "/absolute",
  "//",
  "%2e%2e/%2e%2e/evil",
  "..\\..\\evil",
  "C:\\evil",
  "state.sqlite",
  "é\u{1f600}",
  "a b+c&d=e?f#g",
  `${"deep/".repeat(200)}x`,
];

describe("keys of objects are names, not paths", () => {
  test.each(keys)("%j is kept as it is", async (key) => {
    const before = outside();
    const path = `/keys/${key.split("/").map(encode).join("/")}`;
    expect((await raw("PUT", path, key)).status).toBe(200);
    expect(await raw("GET", path)).toEqual({ status: 200, text: key });
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: "keys", EncodingType: "url" }),
    );
    expect(Contents.map(({ Key }) => decodeURIComponent((Key ?? "").replaceAll("+", " ")))).toContain(key);
    expect(outside()).toEqual(before);
    expect((await raw("DELETE", path)).status).toBe(204);
    expect((await raw("GET", path)).status).toBe(404);
  });

  test("the official client and a raw request mean the same object", async () => {
    const Key = "folder/../x y+z";
    await s3.send(new PutObjectCommand({ Bucket: "keys", Key, Body: "same" }));
    expect(await raw("GET", "/keys/folder/../x%20y%2Bz")).toEqual({ status: 200, text: "same" });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "keys", Key }));
    expect(await Body?.transformToString()).toBe("same");
    await s3.send(new DeleteObjectCommand({ Bucket: "keys", Key }));
  });

  test.each(["..", ".", "../keys", "keys/..", "Keys", "a"])("%j is no bucket's name", async (Bucket) => {
    const answer = await raw("PUT", `/${encode(Bucket)}`);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("<Code>InvalidBucketName</Code>");
  });

  test("one with a byte of zero is refused, as nothing but trouble", async () => {
    const answer = await raw("PUT", "/keys/nul%00byte", "x");
    expect(answer).toMatchObject({ status: 400, text: expect.stringMatching(/<Code>\w+<\/Code><Message>/) });
  });

  test("one of more than 1024 bytes is refused", async () => {
    const answer = await raw("PUT", `/keys/${"a".repeat(1025)}`, "x");
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining("KeyTooLong") });
  });
});

import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import {
  type ChecksumAlgorithm,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { scratch } from "./scratch-bucket.ts";

const s3 = scratch();
let Bucket = "";
beforeAll(async () => {
  Bucket = await s3.bucket("checksums");
});

const text = "The quick brown fox jumps over the lazy dog";
const known: Record<string, string> = {
  CRC32: Buffer.from(crc32(text).toString(16).padStart(8, "0"), "hex").toString("base64"),
  CRC32C: "ImIEBA==",
  CRC64NVME: "12xUBUlUwUM=",
  SHA1: createHash("sha1").update(text).digest("base64"),
  SHA256: createHash("sha256").update(text).digest("base64"),
};
const algorithms = Object.keys(known) as ChecksumAlgorithm[];
const member = (algorithm: ChecksumAlgorithm) => `Checksum${algorithm}` as "ChecksumCRC32";

describe.each(algorithms)("%s", (algorithm) => {
  test("calculated by the client, verified and kept", async () => {
    const Key = `client-${algorithm}`;
    const put = await s3.client.send(
      new PutObjectCommand({ Bucket, Key, Body: text, ChecksumAlgorithm: algorithm }),
    );
    expect(put).toMatchObject({ [member(algorithm)]: known[algorithm], ChecksumType: "FULL_OBJECT" });
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
    expect(head).toMatchObject({ [member(algorithm)]: known[algorithm], ChecksumType: "FULL_OBJECT" });
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
    // The client verifies while it reads.
    expect(await Body?.transformToString()).toBe(text);
  });

  test("given in advance", async () => {
    const Key = `given-${algorithm}`;
    const given = { [member(algorithm)]: known[algorithm] };
    await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: text, ...given }));
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: "ENABLED" }));
    expect(head).toMatchObject(given);
  });

  test("behind a stream, as a trailer", async () => {
    const Key = `trailer-${algorithm}`;
    const put = await s3.client.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: Readable.from([Buffer.from(text.slice(0, 10)), Buffer.from(text.slice(10))]),
        ContentLength: text.length,
        ChecksumAlgorithm: algorithm,
      }),
    );
    expect(put).toMatchObject({ [member(algorithm)]: known[algorithm] });
    const { Body, ContentEncoding } = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
    expect(await Body?.transformToString()).toBe(text);
    expect(ContentEncoding).toBeUndefined();
  });

  test("that does not match is a BadDigest, and nothing is kept", async () => {
    const Key = `wrong-${algorithm}`;
    const given = { [member(algorithm)]: known[algorithm] };
    await expect(
      s3.client.send(new PutObjectCommand({ Bucket, Key, Body: "something else", ...given })),
    ).rejects.toMatchObject({ name: "BadDigest", $metadata: { httpStatusCode: 400 } });
    await expect(s3.client.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject({
      name: "NotFound",
    });
  });
});

test("without one from the client, S3 calculates CRC64NVME", async () => {
  const plain = s3.clientWith({ requestChecksumCalculation: "WHEN_REQUIRED" });
  const put = await plain.send(new PutObjectCommand({ Bucket, Key: "none", Body: text }));
  expect(put).toMatchObject({ ChecksumCRC64NVME: known["CRC64NVME"], ChecksumType: "FULL_OBJECT" });
});

test("a checksum is told where it is asked for, and of the whole object alone", async () => {
  const silent = s3.clientWith({ responseChecksumValidation: "WHEN_REQUIRED" });
  await s3.client.send(new PutObjectCommand({ Bucket, Key: "mode", Body: text }));
  const head = await silent.send(new HeadObjectCommand({ Bucket, Key: "mode" }));
  expect(head.ChecksumCRC32).toBeUndefined();
  const part = await silent.send(
    new GetObjectCommand({ Bucket, Key: "mode", Range: "bytes=0-3", ChecksumMode: "ENABLED" }),
  );
  expect(part.ChecksumCRC32).toBeUndefined();
  expect(await part.Body?.transformToString()).toBe("The ");
});

test("a malformed checksum is refused", async () => {
  await expect(
    s3.client.send(new PutObjectCommand({ Bucket, Key: "x", Body: text, ChecksumCRC32: "abc" })),
  ).rejects.toMatchObject({ name: "InvalidRequest" });
});

test("DeleteObjects verifies its document", async () => {
  const command = new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "x" }] } });
  command.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      for (const name of Object.keys(headers))
        if (name.startsWith("x-amz-checksum-")) headers[name] = "AAAAAA==";
      return next(args);
    },
    { step: "build", priority: "low" },
  );
  await expect(s3.client.send(command)).rejects.toMatchObject({ name: "BadDigest" });
});

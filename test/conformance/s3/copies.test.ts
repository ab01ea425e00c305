import {
  CopyObjectCommand,
  type CopyObjectCommandInput,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { scratch } from "./scratch-bucket.ts";

const s3 = scratch();
let Bucket = "";
let other = "";
let ETag = "";
const source = "from here/ü+1.txt";
beforeAll(async () => {
  Bucket = await s3.bucket("copies");
  other = await s3.bucket("copies-to");
  const put = await s3.client.send(
    new PutObjectCommand({
      Bucket,
      Key: source,
      Body: "hello",
      ContentType: "text/plain",
      Metadata: { a: "1" },
      Tagging: "t=1",
    }),
  );
  ETag = put.ETag ?? "";
});

const CopySource = () => `${Bucket}/${encodeURIComponent(source)}`;
const copy = (Key: string, more: Partial<CopyObjectCommandInput> = {}) =>
  s3.client.send(new CopyObjectCommand({ Bucket: other, Key, CopySource: CopySource(), ...more }));

describe("CopyObject", () => {
  test("takes bytes, headers, metadata and tags along", async () => {
    const { CopyObjectResult } = await copy("plain");
    expect(CopyObjectResult?.ETag).toBe(ETag);
    const { Body, ...got } = await s3.client.send(new GetObjectCommand({ Bucket: other, Key: "plain" }));
    expect(await Body?.transformToString()).toBe("hello");
    expect(got).toMatchObject({ ContentType: "text/plain", Metadata: { a: "1" }, TagCount: 1 });
  });

  test("or has them replaced", async () => {
    await copy("replaced", {
      MetadataDirective: "REPLACE",
      ContentType: "text/csv",
      Metadata: { b: "2" },
      TaggingDirective: "REPLACE",
      Tagging: "u=2",
      StorageClass: "STANDARD_IA",
    });
    const head = await s3.client.send(new HeadObjectCommand({ Bucket: other, Key: "replaced" }));
    expect(head).toMatchObject({
      ContentType: "text/csv",
      Metadata: { b: "2" },
      StorageClass: "STANDARD_IA",
    });
    const { TagSet } = await s3.client.send(new GetObjectTaggingCommand({ Bucket: other, Key: "replaced" }));
    expect(TagSet).toEqual([{ Key: "u", Value: "2" }]);
  });

  test("the copy outlives its source", async () => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: "mortal", Body: "bytes" }));
    await copy("heir", { CopySource: `/${Bucket}/mortal` });
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: "mortal" }));
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket: other, Key: "heir" }));
    expect(await Body?.transformToString()).toBe("bytes");
  });

  test("onto itself only where something changes", async () => {
    const itself = { Bucket, Key: source, CopySource: CopySource() };
    await expect(s3.client.send(new CopyObjectCommand(itself))).rejects.toMatchObject({
      name: "InvalidRequest",
    });
    await s3.client.send(
      new CopyObjectCommand({
        ...itself,
        MetadataDirective: "REPLACE",
        Metadata: { a: "1" },
        ContentType: "text/plain",
      }),
    );
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key: source }));
    expect(await Body?.transformToString()).toBe("hello");
  });

  test("another checksum on request", async () => {
    const { CopyObjectResult } = await copy("checksum", { ChecksumAlgorithm: "SHA256" });
    expect(CopyObjectResult?.ChecksumSHA256).toBe("LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=");
  });

  test("of an old version", async () => {
    const versions = await s3.bucket("copies-versions");
    await s3.client.send(
      new PutBucketVersioningCommand({ Bucket: versions, VersioningConfiguration: { Status: "Enabled" } }),
    );
    const first = await s3.client.send(new PutObjectCommand({ Bucket: versions, Key: "v", Body: "one" }));
    await s3.client.send(new PutObjectCommand({ Bucket: versions, Key: "v", Body: "two" }));
    const answer = await copy("restored", { CopySource: `${versions}/v?versionId=${first.VersionId}` });
    expect(answer.CopySourceVersionId).toBe(first.VersionId);
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket: other, Key: "restored" }));
    expect(await Body?.transformToString()).toBe("one");
  });
});

describe("conditions on the source", () => {
  test.each([
    ["If-Match", { CopySourceIfMatch: '"other"' }],
    ["If-Modified-Since", { CopySourceIfModifiedSince: new Date(Date.now() + 60_000) }],
    ["If-Unmodified-Since", { CopySourceIfUnmodifiedSince: new Date("2001-01-01") }],
  ])("%s", async (_, condition) => {
    await expect(copy("conditional", condition)).rejects.toMatchObject({
      name: "PreconditionFailed",
      $metadata: { httpStatusCode: 412 },
    });
  });

  test("that hold", async () => {
    await copy("conditional", { CopySourceIfMatch: ETag, CopySourceIfNoneMatch: '"other"' });
  });
});

test.each([
  ["a missing object", () => `${Bucket}/none`, "NoSuchKey"],
  ["a missing bucket", () => `${s3.name("none")}/none`, "NoSuchBucket"],
  ["no object", () => Bucket, "InvalidArgument"],
])("a copy of %s is refused", async (_, from, name) => {
  await expect(copy("x", { CopySource: from() })).rejects.toMatchObject({ name });
});

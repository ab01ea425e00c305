import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectTaggingCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { scratch } from "./scratch-bucket.ts";

const s3 = scratch();
let Bucket = "";
beforeAll(async () => {
  Bucket = await s3.bucket("objects");
});

const put = (Key: string, Body: string | Buffer, more: Partial<PutObjectCommandInput> = {}) =>
  s3.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));

async function read(Key: string): Promise<string> {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToString()) ?? "";
}

describe("PutObject and GetObject", () => {
  test("bytes come back, with their MD5 as ETag", async () => {
    expect(await put("plain", "hello")).toMatchObject({
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      ServerSideEncryption: "AES256",
    });
    const answer = await s3.client.send(new GetObjectCommand({ Bucket, Key: "plain" }));
    expect(answer).toMatchObject({
      ContentLength: 5,
      ETag: '"5d41402abc4b2a76b9719d911017c592"',
      AcceptRanges: "bytes",
    });
    expect(await answer.Body?.transformToString()).toBe("hello");
    expect(Math.abs(Date.now() - (answer.LastModified?.getTime() ?? 0))).toBeLessThan(60_000);
  });

  test("an empty object is an object", async () => {
    await put("empty", "");
    const answer = await s3.client.send(new GetObjectCommand({ Bucket, Key: "empty" }));
    expect(answer).toMatchObject({ ContentLength: 0, ETag: '"d41d8cd98f00b204e9800998ecf8427e"' });
    expect(await answer.Body?.transformToString()).toBe("");
  });

  test("a later put takes the place of an earlier one", async () => {
    await put("again", "one");
    await put("again", "two");
    expect(await read("again")).toBe("two");
  });

  test("binary data of some megabytes stays what it was", async () => {
    const bytes = Buffer.alloc(3 * 1024 * 1024 + 17, Buffer.from([0, 1, 2, 253, 254, 255, 13, 10]));
    await put("binary", bytes);
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key: "binary" }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
  });

  test("content headers, metadata, storage class and redirects are kept", async () => {
    const kept = {
      CacheControl: "max-age=60",
      ContentDisposition: 'attachment; filename="a.txt"',
      ContentEncoding: "identity",
      ContentLanguage: "de",
      ContentType: "text/plain; charset=utf-8",
      StorageClass: "STANDARD_IA" as const,
      WebsiteRedirectLocation: "/other",
      Metadata: { first: "1", "second-one": "zwei" },
    };
    await put("headers", "x", { ...kept, Expires: new Date("2030-01-02T03:04:05Z") });
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: "headers" }));
    expect(head).toMatchObject({ ...kept, ExpiresString: "Wed, 02 Jan 2030 03:04:05 GMT" });
  });

  test("a download may ask for other headers", async () => {
    const answer = await s3.client.send(
      new GetObjectCommand({
        Bucket,
        Key: "headers",
        ResponseCacheControl: "no-store",
        ResponseContentDisposition: "inline",
        ResponseContentLanguage: "en",
        ResponseContentType: "application/json",
      }),
    );
    expect(answer).toMatchObject({
      CacheControl: "no-store",
      ContentDisposition: "inline",
      ContentLanguage: "en",
      ContentType: "application/json",
    });
  });

  test("encryption with a KMS key is told", async () => {
    const more = { ServerSideEncryption: "aws:kms" as const, BucketKeyEnabled: true };
    expect(await put("kms", "x", more)).toMatchObject(more);
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: "kms" }));
    expect(head).toMatchObject(more);
    expect(head.SSEKMSKeyId).toBeTruthy();
  });

  test.each([
    ["a missing object", new GetObjectCommand({ Bucket: "", Key: "none" }), "NoSuchKey", 404],
    [
      "a missing version",
      new GetObjectCommand({ Bucket: "", Key: "plain", VersionId: "3HL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY" }),
      "NoSuchVersion",
      404,
    ],
  ])("%s", async (_, command, name, httpStatusCode) => {
    command.input.Bucket = Bucket;
    await expect(s3.client.send(command)).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  test("NoSuchKey names the key", async () => {
    await expect(read("not/there")).rejects.toMatchObject({ Key: "not/there" });
  });

  test("HeadObject of a missing object is a bare 404", async () => {
    await expect(s3.client.send(new HeadObjectCommand({ Bucket, Key: "none" }))).rejects.toMatchObject({
      name: "NotFound",
    });
  });

  test.each([
    ["an ACL", { ACL: "public-read" as const }, "AccessControlListNotSupported"],
    ["an unknown storage class", { StorageClass: "COLD" as "GLACIER" }, "InvalidStorageClass"],
    ["more than 2 KB of metadata", { Metadata: { a: "x".repeat(2048) } }, "MetadataTooLarge"],
    ["a malformed Content-MD5", { ContentMD5: "abc" }, "InvalidDigest"],
    ["a wrong Content-MD5", { ContentMD5: "XUFAKrxLKna5cZ2REBfFkg==" }, "BadDigest"],
  ])("refuses %s", async (_, more, name) => {
    await expect(put("refused", "other", more)).rejects.toMatchObject({ name });
    await expect(read("refused")).rejects.toMatchObject({ name: "NoSuchKey" });
  });
});

describe("keys", () => {
  test.each([
    "a b",
    "a+b",
    "a%20b",
    "100%",
    "/leading",
    "double//slash",
    "trailing/",
    "../../escape",
    "a/./b",
    "..",
    "täst/☃/日本語/🎉",
    "quotes'\"<>&",
    "?query=1&x#fragment",
    "!*'();:@&=+$,[]",
    "\u0001control",
    "line\nbreak",
    "x".repeat(1024),
    "é".repeat(512),
  ])("%j comes back as it was", async (Key) => {
    await put(Key, Key);
    expect(await read(Key)).toBe(Key);
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key }));
    await expect(read(Key)).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  test.each([
    ["1,025 bytes", "x".repeat(1025)],
    ["1,026 bytes in 513 characters", "é".repeat(513)],
  ])("a key of %s is too long", async (_, Key) => {
    await expect(put(Key, "x")).rejects.toMatchObject({ name: "KeyTooLongError" });
  });
});

describe("ranges", () => {
  beforeAll(() => put("digits", "0123456789"));

  test.each([
    ["bytes=0-3", "0123", "bytes 0-3/10"],
    ["bytes=4-", "456789", "bytes 4-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=8-100", "89", "bytes 8-9/10"],
    ["bytes=-100", "0123456789", "bytes 0-9/10"],
  ])("%s", async (Range, text, ContentRange) => {
    const answer = await s3.client.send(new GetObjectCommand({ Bucket, Key: "digits", Range }));
    expect(answer).toMatchObject({
      ContentRange,
      ContentLength: text.length,
      $metadata: { httpStatusCode: 206 },
    });
    expect(await answer.Body?.transformToString()).toBe(text);
  });

  test.each(["bytes=10-", "bytes=20-30", "bytes=-0"])("%s cannot be satisfied", async (Range) => {
    await expect(
      s3.client.send(new GetObjectCommand({ Bucket, Key: "digits", Range })),
    ).rejects.toMatchObject({
      name: "InvalidRange",
      $metadata: { httpStatusCode: 416 },
    });
  });

  test.each(["bytes=5-2", "characters=0-3", "bytes=a-b"])("%s is ignored", async (Range) => {
    const answer = await s3.client.send(new GetObjectCommand({ Bucket, Key: "digits", Range }));
    expect(answer.$metadata.httpStatusCode).toBe(200);
    expect(await answer.Body?.transformToString()).toBe("0123456789");
  });
});

describe("conditions", () => {
  let ETag = "";
  beforeAll(async () => {
    ETag = (await put("condition", "value")).ETag ?? "";
  });
  const other = '"00000000000000000000000000000000"';
  const longAgo = new Date("2001-01-01T00:00:00Z");
  const soon = () => new Date(Date.now() + 3_600_000);

  test("reads that may go on", async () => {
    for (const condition of [
      { IfMatch: ETag },
      { IfNoneMatch: other },
      { IfModifiedSince: longAgo },
      { IfUnmodifiedSince: soon() },
      { IfMatch: ETag, IfUnmodifiedSince: longAgo },
      { IfNoneMatch: other, IfModifiedSince: soon() },
    ]) {
      const answer = await s3.client.send(new HeadObjectCommand({ Bucket, Key: "condition", ...condition }));
      expect(answer.ContentLength).toBe(5);
    }
  });

  test.each([
    ["If-Match with another ETag", { IfMatch: other }, 412],
    ["If-Unmodified-Since long ago", { IfUnmodifiedSince: longAgo }, 412],
    ["If-None-Match with the ETag", { IfNoneMatch: "own" }, 304],
  ])("%s", async (_, condition, httpStatusCode) => {
    const given = "IfNoneMatch" in condition ? { IfNoneMatch: ETag } : condition;
    await expect(
      s3.client.send(new GetObjectCommand({ Bucket, Key: "condition", ...given })),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode } });
  });

  test("If-Modified-Since the last change is a 304", async () => {
    const { LastModified } = await s3.client.send(new HeadObjectCommand({ Bucket, Key: "condition" }));
    await expect(
      s3.client.send(new HeadObjectCommand({ Bucket, Key: "condition", IfModifiedSince: LastModified })),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
  });

  test("If-None-Match * writes new objects only", async () => {
    await put("once", "first", { IfNoneMatch: "*" });
    await expect(put("once", "second", { IfNoneMatch: "*" })).rejects.toMatchObject({
      name: "PreconditionFailed",
      $metadata: { httpStatusCode: 412 },
    });
    expect(await read("once")).toBe("first");
  });

  test("If-Match writes over what one has seen only", async () => {
    const seen = (await put("seen", "1")).ETag ?? "";
    await put("seen", "2", { IfMatch: seen });
    await expect(put("seen", "3", { IfMatch: seen })).rejects.toMatchObject({ name: "PreconditionFailed" });
    await expect(put("never", "1", { IfMatch: seen })).rejects.toMatchObject({ name: "NoSuchKey" });
    expect(await read("seen")).toBe("2");
  });

  test("of many that write a new object at once, one does", async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => put("race", `${index}`, { IfNoneMatch: "*" })),
    );
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("DeleteObject and DeleteObjects", () => {
  test("what is not there is deleted without complaint", async () => {
    const answer = await s3.client.send(new DeleteObjectCommand({ Bucket, Key: "never" }));
    expect(answer.$metadata.httpStatusCode).toBe(204);
  });

  test("many at once, with a word about each", async () => {
    await put("many/1", "x");
    await put("many/2", "x");
    const answer = await s3.client.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: "many/1" }, { Key: "many/2" }, { Key: "many/none" }] },
      }),
    );
    expect(answer.Deleted?.map(({ Key }) => Key)).toEqual(["many/1", "many/2", "many/none"]);
    expect(answer.Errors).toBeUndefined();
  });

  test("quietly", async () => {
    const answer = await s3.client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "x" }], Quiet: true } }),
    );
    expect(answer.Deleted).toBeUndefined();
  });

  test("more than 1,000 are refused", async () => {
    const Objects = Array.from({ length: 1001 }, (_, index) => ({ Key: `${index}` }));
    await expect(
      s3.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } })),
    ).rejects.toMatchObject({ name: "MalformedXML" });
  });

  test("If-Match deletes what one has seen only", async () => {
    await put("guarded", "x");
    await expect(
      s3.client.send(new DeleteObjectCommand({ Bucket, Key: "guarded", IfMatch: '"nothing"' })),
    ).rejects.toMatchObject({ name: "PreconditionFailed" });
    expect(await read("guarded")).toBe("x");
  });
});

describe("object tags", () => {
  test("given with the object, read, replaced and taken away", async () => {
    await put("tagged", "x", { Tagging: "team=core&stage=dev%20one" });
    const at = { Bucket, Key: "tagged" };
    const { TagSet } = await s3.client.send(new GetObjectTaggingCommand(at));
    expect(TagSet).toEqual([
      { Key: "team", Value: "core" },
      { Key: "stage", Value: "dev one" },
    ]);
    expect((await s3.client.send(new HeadObjectCommand(at))).TagCount).toBe(2);
    const replacement = { TagSet: [{ Key: "only", Value: "" }] };
    await s3.client.send(new PutObjectTaggingCommand({ ...at, Tagging: replacement }));
    expect(await s3.client.send(new GetObjectTaggingCommand(at))).toMatchObject(replacement);
    await s3.client.send(new DeleteObjectTaggingCommand(at));
    expect((await s3.client.send(new GetObjectTaggingCommand(at))).TagSet ?? []).toEqual([]);
  });

  test.each([
    [
      "two of one key",
      [
        { Key: "a", Value: "1" },
        { Key: "a", Value: "2" },
      ],
      "InvalidTag",
    ],
    ["a reserved key", [{ Key: "aws:x", Value: "1" }], "InvalidTag"],
    ["a key of 129 characters", [{ Key: "k".repeat(129), Value: "1" }], "InvalidTag"],
    ["eleven", Array.from({ length: 11 }, (_, i) => ({ Key: `k${i}`, Value: "v" })), "BadRequest"],
  ])("refuses %s", async (_, TagSet, name) => {
    await put("tags", "x");
    await expect(
      s3.client.send(new PutObjectTaggingCommand({ Bucket, Key: "tags", Tagging: { TagSet } })),
    ).rejects.toMatchObject({ name });
  });
});

test("GetObjectAttributes tells what is asked for", async () => {
  await put("attributes", "hello", { ChecksumAlgorithm: "SHA256" });
  const answer = await s3.client.send(
    new GetObjectAttributesCommand({
      Bucket,
      Key: "attributes",
      ObjectAttributes: ["ETag", "Checksum", "ObjectSize", "StorageClass"],
    }),
  );
  expect(answer).toMatchObject({
    ETag: "5d41402abc4b2a76b9719d911017c592",
    Checksum: { ChecksumSHA256: "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=", ChecksumType: "FULL_OBJECT" },
    ObjectSize: 5,
    StorageClass: "STANDARD",
  });
});

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalS3, localS3 } from "./local-s3.ts";

const folder = mkdtempSync(join(tmpdir(), "plinth-s3-blobs-"));
const Bucket = "blobs";
let s3: LocalS3;
beforeAll(async () => {
  s3 = await localS3(folder);
  await s3.call("CreateBucket", { Bucket });
});
afterAll(async () => {
  await s3.cloud.close();
  rmSync(folder, { recursive: true, force: true });
});

function files(): number {
  const root = join(folder, "blobs", "s3");
  return readdirSync(root).flatMap((parent) => readdirSync(join(root, parent))).length;
}

const put = (Key: string, Body: unknown) => s3.call("PutObject", { Bucket, Key, Body });

test("a body may be text, bytes or a stream", async () => {
  await put("kind", "text");
  expect((await s3.read(Bucket, "kind")).toString()).toBe("text");
  await put("kind", new Uint8Array([1, 2]));
  expect([...(await s3.read(Bucket, "kind"))]).toEqual([1, 2]);
  await put(
    "kind",
    (async function* () {
      yield Buffer.from("in ");
      yield Buffer.from("pieces");
    })(),
  );
  expect((await s3.read(Bucket, "kind")).toString()).toBe("in pieces");
  await s3.call("DeleteObject", { Bucket, Key: "kind" });
  expect(files()).toBe(0);
});

test("copies share bytes, which go with the last of them", async () => {
  await put("one", "shared");
  await s3.call("CopyObject", { Bucket, Key: "two", CopySource: `${Bucket}/one` });
  await s3.call("CopyObject", {
    Bucket,
    Key: "two",
    CopySource: `${Bucket}/two`,
    MetadataDirective: "REPLACE",
  });
  expect(files()).toBe(1);
  await s3.call("DeleteObject", { Bucket, Key: "one" });
  expect((await s3.read(Bucket, "two")).toString()).toBe("shared");
  await put("two", "other");
  expect(files()).toBe(1);
  await s3.call("DeleteObject", { Bucket, Key: "two" });
  expect(files()).toBe(0);
});

test("what is being read stays readable to its end", async () => {
  await put("read", Buffer.alloc(1_000_000, "x"));
  const { Body } = await s3.call("GetObject", { Bucket, Key: "read" });
  await s3.call("DeleteObject", { Bucket, Key: "read" });
  let size = 0;
  for await (const piece of Body as AsyncIterable<Uint8Array>) size += piece.length;
  expect(size).toBe(1_000_000);
  await new Promise((resolve) => setImmediate(resolve));
  expect(files()).toBe(0);
});

test("a put that fails leaves nothing", async () => {
  const broken = (async function* () {
    yield Buffer.alloc(100_000);
    throw new Error("the source broke");
  })();
  await expect(put("broken", broken)).rejects.toThrow("the source broke");
  await expect(
    s3.call("PutObject", { Bucket, Key: "wrong", Body: "x", ChecksumCRC32: "AAAAAA==" }),
  ).rejects.toMatchObject({ code: "BadDigest" });
  expect(files()).toBe(0);
});

test("parts that are replaced, aborted or left out leave nothing", async () => {
  const { UploadId } = await s3.call("CreateMultipartUpload", { Bucket, Key: "parts" });
  const part = (PartNumber: number, Body: string) =>
    s3.call("UploadPart", { Bucket, Key: "parts", UploadId, PartNumber, Body });
  await part(1, "first");
  const { ETag } = await part(1, "second");
  await part(2, "left out");
  expect(files()).toBe(2);
  await s3.call("CompleteMultipartUpload", {
    Bucket,
    Key: "parts",
    UploadId,
    MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
  });
  expect(files()).toBe(1);
  expect((await s3.read(Bucket, "parts")).toString()).toBe("second");
  await s3.call("DeleteObject", { Bucket, Key: "parts" });
  expect(files()).toBe(0);
});

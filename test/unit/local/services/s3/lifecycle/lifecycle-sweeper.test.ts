import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { dueAt } from "../../../../../../src/local/services/s3/lifecycle/due-versions.ts";
import { type LocalS3, localS3 } from "../local-s3.ts";

const day = 24 * 60 * 60 * 1000;
const start = Date.parse("2026-03-01T10:00:00Z");
let now = start;
let s3: LocalS3;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["setInterval"] });
  s3 = await localS3(null, { now: () => now });
});
afterAll(async () => {
  vi.useRealTimers();
  await s3.cloud.close();
});

async function bucket(name: string, Rules: object[], versioned = false): Promise<string> {
  await s3.call("CreateBucket", { Bucket: name });
  await s3.call("PutBucketLifecycleConfiguration", { Bucket: name, LifecycleConfiguration: { Rules } });
  const VersioningConfiguration = { Status: "Enabled" };
  if (versioned) await s3.call("PutBucketVersioning", { Bucket: name, VersioningConfiguration });
  return name;
}

async function pass(days: number): Promise<void> {
  now += days * day;
  vi.advanceTimersByTime(60_000);
  await Promise.resolve();
}

async function keys(Bucket: string): Promise<string[]> {
  const { Contents } = await s3.call("ListObjectsV2", { Bucket });
  return (Contents as { Key: string }[]).map(({ Key }) => Key);
}

test("S3 acts at the midnight after", () => {
  expect(new Date(dueAt(start, 1)).toISOString()).toBe("2026-03-03T00:00:00.000Z");
});

test("objects expire by age, prefix, tag and size", async () => {
  const on = { Status: "Enabled", Expiration: { Days: 10 } };
  const Bucket = await bucket("expiry", [
    { ...on, ID: "logs", Filter: { Prefix: "logs/" } },
    { ...on, ID: "tagged", Filter: { Tag: { Key: "temporary", Value: "yes" } } },
    { ...on, ID: "large", Filter: { And: { Prefix: "data/", ObjectSizeGreaterThan: 3 } } },
    { ...on, ID: "off", Status: "Disabled", Filter: { Prefix: "" } },
  ]);
  const put = (Key: string, more = {}) => s3.call("PutObject", { Bucket, Key, Body: "four", ...more });
  for (const Key of ["keep", "logs/1", "data/large"]) await put(Key);
  await put("data/small", { Body: "two" });
  await put("tagged", { Tagging: "temporary=yes" });
  await pass(9);
  expect(await keys(Bucket)).toHaveLength(5);
  await pass(2);
  expect(await keys(Bucket)).toEqual(["data/small", "keep"]);
});

test("old versions go, the newest of them may stay, and so do markers that hide nothing", async () => {
  const Bucket = await bucket(
    "versions",
    [
      {
        ID: "old",
        Status: "Enabled",
        Filter: { Prefix: "" },
        NoncurrentVersionExpiration: { NoncurrentDays: 5, NewerNoncurrentVersions: 1 },
      },
      {
        ID: "markers",
        Status: "Enabled",
        Filter: { Prefix: "" },
        Expiration: { ExpiredObjectDeleteMarker: true },
      },
    ],
    true,
  );
  for (const Body of ["1", "2", "3"]) await s3.call("PutObject", { Bucket, Key: "a", Body });
  await s3.call("DeleteObject", { Bucket, Key: "gone" });
  await pass(7);
  const { Versions, DeleteMarkers } = await s3.call("ListObjectVersions", { Bucket });
  expect(Versions).toHaveLength(2);
  expect(DeleteMarkers).toEqual([]);
  expect((await s3.read(Bucket, "a")).toString()).toBe("3");
});

test("with versioning, expiry hides", async () => {
  const Bucket = await bucket(
    "hide",
    [{ ID: "all", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }],
    true,
  );
  await s3.call("PutObject", { Bucket, Key: "a", Body: "1" });
  await pass(3);
  expect(await keys(Bucket)).toEqual([]);
  const { Versions, DeleteMarkers } = await s3.call("ListObjectVersions", { Bucket });
  expect(Versions).toHaveLength(1);
  expect(DeleteMarkers).toHaveLength(1);
});

test("unfinished uploads are aborted", async () => {
  const Bucket = await bucket("uploads", [
    {
      ID: "abort",
      Status: "Enabled",
      Filter: { Prefix: "" },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 },
    },
  ]);
  const { UploadId } = await s3.call("CreateMultipartUpload", { Bucket, Key: "a" });
  await s3.call("UploadPart", { Bucket, Key: "a", UploadId, PartNumber: 1, Body: "x" });
  await pass(1);
  expect((await s3.call("ListMultipartUploads", { Bucket }))["Uploads"]).toHaveLength(1);
  await pass(2);
  expect((await s3.call("ListMultipartUploads", { Bucket }))["Uploads"]).toEqual([]);
});

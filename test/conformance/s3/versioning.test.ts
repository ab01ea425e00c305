import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { scratch } from "./scratch-bucket.ts";

const s3 = scratch();

async function versioned(purpose: string, Status: "Enabled" | "Suspended" = "Enabled"): Promise<string> {
  const Bucket = await s3.bucket(purpose);
  await setVersioning(Bucket, Status);
  return Bucket;
}

const setVersioning = (Bucket: string, Status: "Enabled" | "Suspended") =>
  s3.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));

async function put(Bucket: string, Key: string, Body: string): Promise<string | undefined> {
  return (await s3.client.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;
}

async function read(Bucket: string, Key: string, VersionId?: string): Promise<string | undefined> {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return await Body?.transformToString();
}

describe("the state of versioning", () => {
  test("is unset, then Enabled, then Suspended", async () => {
    const Bucket = await s3.bucket("state");
    const status = async () => (await s3.client.send(new GetBucketVersioningCommand({ Bucket }))).Status;
    expect(await status()).toBeUndefined();
    await setVersioning(Bucket, "Enabled");
    expect(await status()).toBe("Enabled");
    await setVersioning(Bucket, "Suspended");
    expect(await status()).toBe("Suspended");
  });

  test("without it, nobody speaks of versions", async () => {
    const Bucket = await s3.bucket("unversioned");
    expect(await put(Bucket, "a", "1")).toBeUndefined();
    const { Versions } = await s3.client.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions).toMatchObject([{ Key: "a", VersionId: "null", IsLatest: true }]);
  });
});

describe("enabled versioning", () => {
  test("keeps every version, and reads any of them", async () => {
    const Bucket = await versioned("keep");
    const first = await put(Bucket, "a", "one");
    const second = await put(Bucket, "a", "two");
    expect(first).toBeTruthy();
    expect(second).not.toBe(first);
    expect(await read(Bucket, "a")).toBe("two");
    expect(await read(Bucket, "a", first)).toBe("one");
    const { Versions } = await s3.client.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
      [second, true],
      [first, false],
    ]);
  });

  test("deleting hides, and deleting the marker brings back", async () => {
    const Bucket = await versioned("marker");
    await put(Bucket, "a", "one");
    const deleted = await s3.client.send(new DeleteObjectCommand({ Bucket, Key: "a" }));
    expect(deleted.DeleteMarker).toBe(true);
    await expect(read(Bucket, "a")).rejects.toMatchObject({ name: "NoSuchKey" });
    expect((await s3.client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
    const { DeleteMarkers } = await s3.client.send(new ListObjectVersionsCommand({ Bucket }));
    expect(DeleteMarkers).toMatchObject([{ Key: "a", VersionId: deleted.VersionId, IsLatest: true }]);
    const again = await s3.client.send(
      new DeleteObjectCommand({ Bucket, Key: "a", VersionId: deleted.VersionId }),
    );
    expect(again).toMatchObject({ DeleteMarker: true, VersionId: deleted.VersionId });
    expect(await read(Bucket, "a")).toBe("one");
  });

  test("a marker itself cannot be read", async () => {
    const Bucket = await versioned("unreadable");
    await put(Bucket, "a", "one");
    const { VersionId } = await s3.client.send(new DeleteObjectCommand({ Bucket, Key: "a" }));
    await expect(read(Bucket, "a", VersionId)).rejects.toMatchObject({
      name: "MethodNotAllowed",
      $metadata: { httpStatusCode: 405 },
    });
    await expect(s3.client.send(new HeadObjectCommand({ Bucket, Key: "a" }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    });
  });

  test("deleting a version is for good, and the one before becomes the latest", async () => {
    const Bucket = await versioned("forgood");
    const first = await put(Bucket, "a", "one");
    const second = await put(Bucket, "a", "two");
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: "a", VersionId: second }));
    expect(await read(Bucket, "a")).toBe("one");
    const { Versions } = await s3.client.send(new ListObjectVersionsCommand({ Bucket }));
    expect(Versions).toMatchObject([{ VersionId: first, IsLatest: true }]);
  });

  test("DeleteObjects tells of the markers it made", async () => {
    const Bucket = await versioned("markers");
    await put(Bucket, "a", "one");
    const { Deleted } = await s3.client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "a" }, { Key: "b" }] } }),
    );
    expect(Deleted).toMatchObject([
      { Key: "a", DeleteMarker: true },
      { Key: "b", DeleteMarker: true },
    ]);
    expect(Deleted?.[0]?.DeleteMarkerVersionId).toBeTruthy();
  });
});

test("suspended versioning writes the null version, and keeps the others", async () => {
  const Bucket = await versioned("suspended");
  const first = await put(Bucket, "a", "one");
  await setVersioning(Bucket, "Suspended");
  expect(await put(Bucket, "a", "two")).toBe("null");
  expect(await put(Bucket, "a", "three")).toBe("null");
  expect(await read(Bucket, "a", "null")).toBe("three");
  expect(await read(Bucket, "a", first)).toBe("one");
  const deleted = await s3.client.send(new DeleteObjectCommand({ Bucket, Key: "a" }));
  expect(deleted).toMatchObject({ DeleteMarker: true, VersionId: "null" });
  await expect(read(Bucket, "a")).rejects.toMatchObject({ name: "NoSuchKey" });
  const listed = await s3.client.send(new ListObjectVersionsCommand({ Bucket }));
  expect(listed.Versions?.map(({ VersionId }) => VersionId)).toEqual([first]);
  expect(listed.DeleteMarkers?.map(({ VersionId }) => VersionId)).toEqual(["null"]);
});

describe("ListObjectVersions", () => {
  test.each([1, 2, 3])("pages of %i go through versions and markers in order", async (MaxKeys) => {
    const Bucket = await versioned(`pages${MaxKeys}`);
    for (const [key, body] of [
      ["a", "1"],
      ["a", "2"],
      ["b/x", "1"],
      ["b/y", "1"],
      ["c", "1"],
    ] as const)
      await put(Bucket, key, body);
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: "c" }));
    const found: string[] = [];
    let markers: { KeyMarker?: string; VersionIdMarker?: string } = {};
    do {
      const page = await s3.client.send(
        new ListObjectVersionsCommand({ Bucket, MaxKeys, ...(markers as object) }),
      );
      const entries = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      found.push(...entries.map(({ Key }) => Key as string));
      markers = page.IsTruncated
        ? {
            ...(page.NextKeyMarker !== undefined && { KeyMarker: page.NextKeyMarker }),
            ...(page.NextVersionIdMarker !== undefined && { VersionIdMarker: page.NextVersionIdMarker }),
          }
        : {};
    } while (markers.KeyMarker !== undefined);
    expect(found.sort()).toEqual(["a", "a", "b/x", "b/y", "c", "c"]);
    const rolled = await s3.client.send(new ListObjectVersionsCommand({ Bucket, Delimiter: "/" }));
    expect(rolled.CommonPrefixes).toEqual([{ Prefix: "b/" }]);
  });

  test("a version marker needs a key marker", async () => {
    const Bucket = await versioned("wrong");
    await expect(
      s3.client.send(new ListObjectVersionsCommand({ Bucket, VersionIdMarker: "null" })),
    ).rejects.toMatchObject({ name: "InvalidArgument" });
  });
});

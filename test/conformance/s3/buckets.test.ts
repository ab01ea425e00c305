import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketAclCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketAccelerateConfigurationCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { scratch } from "./scratch-bucket.ts";

const s3 = scratch();

describe("CreateBucket", () => {
  test("a bucket is there at once, in its region", async () => {
    const Bucket = await s3.bucket("new");
    const head = await s3.client.send(new HeadBucketCommand({ Bucket }));
    expect(head.BucketRegion).toBe(s3.settings.region);
    const { LocationConstraint } = await s3.client.send(new GetBucketLocationCommand({ Bucket }));
    expect(LocationConstraint ?? "us-east-1").toBe(s3.settings.region);
  });

  test("one's own bucket cannot be made twice", async () => {
    const Bucket = await s3.bucket("twice");
    await expect(s3.client.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: "BucketAlreadyOwnedByYou",
      $metadata: { httpStatusCode: 409 },
    });
  });

  test.each([
    ["capitals", "Plinth-Bucket"],
    ["underscores", "plinth_bucket"],
    ["two letters", "ab"],
    ["64 letters", "a".repeat(64)],
    ["an address", "192.168.5.4"],
    ["two dots", "plinth..bucket"],
    ["a dash at the end", "plinth-bucket-"],
  ])("refuses a name with %s", async (_, Bucket) => {
    await expect(s3.client.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: "InvalidBucketName",
    });
  });

  test("a location of another region is refused", async () => {
    await expect(
      s3.client.send(
        new CreateBucketCommand({
          Bucket: s3.name("elsewhere"),
          CreateBucketConfiguration: { LocationConstraint: "ap-south-1" },
        }),
      ),
    ).rejects.toMatchObject({ name: "IllegalLocationConstraintException" });
  });
});

describe("buckets that are not there", () => {
  test("HeadBucket says so by its status", async () => {
    await expect(s3.client.send(new HeadBucketCommand({ Bucket: s3.name("none") }))).rejects.toMatchObject({
      name: "NotFound",
      $metadata: { httpStatusCode: 404 },
    });
  });

  test.each([
    ["listing", (Bucket: string) => new ListObjectsV2Command({ Bucket })],
    ["deleting", (Bucket: string) => new DeleteBucketCommand({ Bucket })],
    ["putting", (Bucket: string) => new PutObjectCommand({ Bucket, Key: "x", Body: "x" })],
  ])("%s is NoSuchBucket", async (_, command) => {
    const Bucket = s3.name("none");
    await expect(s3.client.send(command(Bucket) as ListObjectsV2Command)).rejects.toMatchObject({
      name: "NoSuchBucket",
      BucketName: Bucket,
      $metadata: { httpStatusCode: 404 },
    });
  });
});

test("DeleteBucket takes empty buckets only", async () => {
  const Bucket = await s3.bucket("full");
  await s3.client.send(new PutObjectCommand({ Bucket, Key: "x", Body: "x" }));
  await expect(s3.client.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
    name: "BucketNotEmpty",
    $metadata: { httpStatusCode: 409 },
  });
});

test("ListBuckets pages through those with a prefix", async () => {
  const first = await s3.bucket("page-a");
  const second = await s3.bucket("page-b");
  const Prefix = "plinth-page-";
  const names: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.client.send(new ListBucketsCommand({ Prefix, MaxBuckets: 1, ContinuationToken }));
    names.push(...(page.Buckets ?? []).map(({ Name }) => Name as string));
    ContinuationToken = page.ContinuationToken;
  } while (ContinuationToken !== undefined);
  expect(names).toEqual(expect.arrayContaining([first, second]));
});

test("GetBucketAcl knows the owner alone", async () => {
  const Bucket = await s3.bucket("acl");
  const { Owner, Grants } = await s3.client.send(new GetBucketAclCommand({ Bucket }));
  expect(Grants).toMatchObject([{ Grantee: { ID: Owner?.ID }, Permission: "FULL_CONTROL" }]);
});

test("what an owner of another account is expected for is denied", async () => {
  const Bucket = await s3.bucket("owner");
  await expect(
    s3.client.send(new ListObjectsV2Command({ Bucket, ExpectedBucketOwner: "999999999999" })),
  ).rejects.toMatchObject({ name: "AccessDenied", $metadata: { httpStatusCode: 403 } });
});

test.skipIf(process.env["CONFORMANCE_ENDPOINT"] !== undefined)(
  "what the local cloud lacks is refused by name, not taken for something else",
  async () => {
    const Bucket = await s3.bucket("lacking");
    await expect(
      s3.client.send(
        new PutBucketAccelerateConfigurationCommand({
          Bucket,
          AccelerateConfiguration: { Status: "Enabled" },
        }),
      ),
    ).rejects.toThrow(/does not support .*accelerate/);
  },
);

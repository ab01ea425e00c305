import { lookup } from "node:dns";
import { Agent } from "node:http";
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { beforeAll, expect, test } from "vitest";
import { scratch } from "./scratch-bucket.ts";
import { exchange } from "./signed-request.ts";

const s3 = scratch();
let Bucket = "";
let hosted: S3Client;

/** Every name under localhost is this machine (RFC 6761), whatever its resolver knows. */
const agent = new Agent({
  lookup: (name, options, done) => lookup(name.endsWith(".localhost") ? "localhost" : name, options, done),
});

beforeAll(async () => {
  Bucket = await s3.bucket("hosted");
  hosted = s3.clientWith({ forcePathStyle: false, requestHandler: { httpAgent: agent } });
});

test("a bucket is a host", async () => {
  await hosted.send(new PutObjectCommand({ Bucket, Key: "a/b c", Body: "hello" }));
  const { Body } = await hosted.send(new GetObjectCommand({ Bucket, Key: "a/b c" }));
  expect(await Body?.transformToString()).toBe("hello");
  const { Contents } = await hosted.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents?.map(({ Key }) => Key)).toEqual(["a/b c"]);
  await expect(hosted.send(new GetObjectCommand({ Bucket, Key: "none" }))).rejects.toMatchObject({
    name: "NoSuchKey",
  });
});

test("also in presigned URLs and forms", async () => {
  const url = new URL(await getSignedUrl(hosted, new GetObjectCommand({ Bucket, Key: "a/b c" })));
  expect(url.hostname.startsWith(`${Bucket}.`)).toBe(true);
  const { host } = url;
  if (s3.settings.endpoint !== undefined) url.hostname = "localhost";
  expect(await exchange("GET", url, { host })).toMatchObject({ status: 200, text: "hello" });
  const form = await createPresignedPost(hosted, { Bucket, Key: "form" });
  expect(form.url).toContain(Bucket);
});

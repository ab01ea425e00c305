import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { beforeAll, describe, expect, test } from "vitest";
import { scratch } from "./scratch-bucket.ts";
import { objectUrl } from "./signed-request.ts";

const s3 = scratch();
let Bucket = "";
/** As everybody presigns uploads: the checksum of a body that is not there yet helps nobody. */
let presigning: S3Client;
beforeAll(async () => {
  Bucket = await s3.bucket("presigned");
  presigning = s3.clientWith({ requestChecksumCalculation: "WHEN_REQUIRED" });
  await s3.client.send(new PutObjectCommand({ Bucket, Key: "a b+c/ü.txt", Body: "hello" }));
});

const presign = (command: GetObjectCommand | PutObjectCommand, expiresIn = 60) =>
  getSignedUrl(presigning, command as GetObjectCommand, { expiresIn });

describe("presigned URLs", () => {
  test("GET, with headers of one's own choice", async () => {
    const url = await presign(
      new GetObjectCommand({
        Bucket,
        Key: "a b+c/ü.txt",
        ResponseContentDisposition: 'attachment; filename="ü.txt"',
        ResponseContentType: "text/csv",
      }),
    );
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/csv");
    expect(answer.headers.get("content-disposition")).toContain("attachment");
    expect(await answer.text()).toBe("hello");
  });

  test("HEAD and DELETE", async () => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: "short-lived", Body: "x" }));
    const at = { Bucket, Key: "short-lived" };
    const head = await fetch(await presign(new HeadObjectCommand(at) as unknown as GetObjectCommand), {
      method: "HEAD",
    });
    expect(head.status).toBe(200);
    const gone = await fetch(await presign(new DeleteObjectCommand(at) as unknown as GetObjectCommand), {
      method: "DELETE",
    });
    expect(gone.status).toBe(204);
    await expect(s3.client.send(new HeadObjectCommand(at))).rejects.toMatchObject({ name: "NotFound" });
  });

  test("PUT, with metadata that the URL carries", async () => {
    const url = await presign(
      new PutObjectCommand({
        Bucket,
        Key: "uploaded",
        ContentType: "text/plain",
        Metadata: { by: "browser" },
      }),
    );
    const answer = await fetch(url, {
      method: "PUT",
      body: "from a page",
      headers: { "content-type": "text/plain" },
    });
    expect(answer.status).toBe(200);
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: "uploaded" }));
    expect(head).toMatchObject({ ContentLength: 11, ContentType: "text/plain", Metadata: { by: "browser" } });
  });

  test("PUT of something else than the checksum in the URL is a BadDigest", async () => {
    const url = await presign(new PutObjectCommand({ Bucket, Key: "fixed", ChecksumCRC32: "AAAAAA==" }));
    const answer = await fetch(url, { method: "PUT", body: "not empty" });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("<Code>BadDigest</Code>");
  });

  test("a large body is streamed", async () => {
    const bytes = Buffer.alloc(20 * 1024 * 1024, "x");
    const answer = await fetch(await presign(new PutObjectCommand({ Bucket, Key: "large" })), {
      method: "PUT",
      body: bytes,
    });
    expect(answer.status).toBe(200);
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: "large" }));
    expect(head.ContentLength).toBe(bytes.length);
  });
});

describe("refused", () => {
  const at = {
    get Bucket() {
      return Bucket;
    },
    Key: "a b+c/ü.txt",
  };

  test.each<[string, (url: URL) => void]>([
    [
      "another key",
      (url) => {
        url.pathname = `${url.pathname}x`;
      },
    ],
    [
      "a longer life",
      (url) => {
        url.searchParams.set("X-Amz-Expires", "3600");
      },
    ],
    [
      "another signature",
      (url) => {
        url.searchParams.set("X-Amz-Signature", "0".repeat(64));
      },
    ],
    [
      "one more parameter",
      (url) => {
        url.searchParams.set("response-content-type", "text/html");
      },
    ],
  ])("%s than was signed", async (_, change) => {
    const url = new URL(await presign(new GetObjectCommand({ ...at, Bucket })));
    change(url);
    const answer = await fetch(url);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("<Code>SignatureDoesNotMatch</Code>");
  });

  test("another method than was signed", async () => {
    const url = await presign(new GetObjectCommand({ ...at, Bucket }));
    const answer = await fetch(url, { method: "PUT", body: "x" });
    expect(answer.status).toBe(403);
  });

  test("headers that were not signed", async () => {
    const url = await presign(new PutObjectCommand({ Bucket, Key: "more" }));
    const answer = await fetch(url, { method: "PUT", body: "x", headers: { "x-amz-meta-more": "1" } });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("<Code>AccessDenied</Code>");
  });

  test("a URL whose time is over", async () => {
    const url = await getSignedUrl(presigning, new GetObjectCommand({ ...at, Bucket }), {
      expiresIn: 1,
      signingDate: new Date(Date.now() - 5000),
    });
    const answer = await fetch(url);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("Request has expired");
  });

  test("a URL signed with another secret", async () => {
    const { accessKeyId } = await s3.client.config.credentials();
    const stranger = s3.clientWith({ credentials: { accessKeyId, secretAccessKey: "wrong" } });
    const answer = await fetch(await getSignedUrl(stranger, new GetObjectCommand({ ...at, Bucket })));
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("<Code>SignatureDoesNotMatch</Code>");
  });

  test("a key that nobody has", async () => {
    const stranger = s3.clientWith({
      credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wrong" },
    });
    await expect(stranger.send(new GetObjectCommand({ ...at, Bucket }))).rejects.toMatchObject({
      name: "InvalidAccessKeyId",
    });
  });
});

test("a signature of version 2 is refused with a word of advice", async () => {
  const url = await objectUrl(s3.client, Bucket, "x");
  url.search =
    "AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Signature=vjbyPxybdZaNmGa%2ByT272YEAiv4%3D&Expires=2000000000";
  const answer = await fetch(url);
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain("<Code>InvalidRequest</Code>");
});

test("a wrong secret is refused, also in headers", async () => {
  const { accessKeyId } = await s3.client.config.credentials();
  const stranger = s3.clientWith({ credentials: { accessKeyId, secretAccessKey: "wrong" } });
  await expect(stranger.send(new PutObjectCommand({ Bucket, Key: "x", Body: "x" }))).rejects.toMatchObject({
    name: "SignatureDoesNotMatch",
    $metadata: { httpStatusCode: 403 },
  });
});

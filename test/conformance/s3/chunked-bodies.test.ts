import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { GetObjectCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { scratch } from "./scratch-bucket.ts";
import { type ChunkSigner, objectUrl, type RawResponse, sendSigned } from "./signed-request.ts";

const s3 = scratch();
let Bucket = "";
beforeAll(async () => {
  Bucket = await s3.bucket("chunked");
});

// AWS wants chunks of at least 8 KB, but for the last.
const chunks = [Buffer.alloc(8192, "a"), Buffer.alloc(9000, "b"), Buffer.from("the end")];
const whole = Buffer.concat(chunks);
const checksum = Buffer.from(crc32(whole).toString(16).padStart(8, "0"), "hex").toString("base64");
const trailer = `x-amz-checksum-crc32:${checksum}\n`;

function signedChunks(signer: ChunkSigner, data: readonly Buffer[]): Buffer[] {
  return [...data, Buffer.alloc(0)].map((chunk) =>
    Buffer.concat([
      Buffer.from(`${chunk.length.toString(16)};chunk-signature=${signer.chunk(chunk)}\r\n`),
      chunk,
      Buffer.from(chunk.length === 0 ? "" : "\r\n"),
    ]),
  );
}

async function put(
  Key: string,
  contentHash: string,
  body: (signer: ChunkSigner) => Buffer,
  more: Record<string, string> = {},
): Promise<RawResponse> {
  return await sendSigned(s3.client, {
    method: "PUT",
    url: await objectUrl(s3.client, Bucket, Key),
    contentHash,
    headers: {
      "content-encoding": "aws-chunked",
      "x-amz-decoded-content-length": String(whole.length),
      ...more,
    },
    body,
  });
}

async function read(Key: string): Promise<Buffer> {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

const missing = (Key: string) =>
  expect(s3.client.send(new HeadObjectCommand({ Bucket, Key }))).rejects.toMatchObject({ name: "NotFound" });

describe("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", () => {
  const kind = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  const body = (signer: ChunkSigner) => Buffer.concat([...signedChunks(signer, chunks), Buffer.from("\r\n")]);

  test("signed chunks become the object, without their framing", async () => {
    expect(await put("signed", kind, body)).toMatchObject({ status: 200 });
    expect((await read("signed")).equals(whole)).toBe(true);
    const { ContentEncoding } = await s3.client.send(new HeadObjectCommand({ Bucket, Key: "signed" }));
    expect(ContentEncoding).toBeUndefined();
  });

  test("other content encodings stay", async () => {
    await put("encoded", kind, body, { "content-encoding": "aws-chunked,gzip" });
    const { ContentEncoding } = await s3.client.send(new HeadObjectCommand({ Bucket, Key: "encoded" }));
    expect(ContentEncoding).toBe("gzip");
  });

  test("a chunk that was changed on the way is refused", async () => {
    const answer = await put("changed", kind, (signer) => {
      const bytes = body(signer);
      bytes[200] = 0x7a;
      return bytes;
    });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("<Code>SignatureDoesNotMatch</Code>");
    await missing("changed");
  });

  test("a chunk that is left out is refused", async () => {
    const answer = await put("cut", kind, (signer) => {
      const all = signedChunks(signer, chunks);
      return Buffer.concat([...all.slice(0, 1), ...all.slice(2), Buffer.from("\r\n")]);
    });
    expect(answer.status).toBe(403);
    await missing("cut");
  });

  test("fewer bytes than were announced are refused", async () => {
    const answer = await put("short", kind, body, {
      "x-amz-decoded-content-length": String(whole.length + 1),
    });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("<Code>IncompleteBody</Code>");
    await missing("short");
  });
});

describe("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", () => {
  const kind = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
  const headers = { "x-amz-trailer": "x-amz-checksum-crc32" };
  const body =
    (lines: string, signed = lines) =>
    (signer: ChunkSigner) =>
      Buffer.concat([
        ...signedChunks(signer, chunks),
        Buffer.from(lines.replaceAll("\n", "\r\n")),
        Buffer.from(`x-amz-trailer-signature:${signer.trailer(signed)}\r\n\r\n`),
      ]);

  test("a signed trailer carries the checksum", async () => {
    const answer = await put("trailer", kind, body(trailer), headers);
    expect(answer).toMatchObject({ status: 200, headers: { "x-amz-checksum-crc32": checksum } });
    expect((await read("trailer")).equals(whole)).toBe(true);
  });

  test("a checksum that does not match is a BadDigest", async () => {
    const answer = await put("wrong", kind, body("x-amz-checksum-crc32:AAAAAA==\n"), headers);
    expect(answer.text).toContain("<Code>BadDigest</Code>");
    await missing("wrong");
  });

  test("a trailer that was changed on the way is refused", async () => {
    const answer = await put("forged", kind, body(trailer, "x-amz-checksum-crc32:AAAAAA==\n"), headers);
    expect(answer.status).toBe(403);
    await missing("forged");
  });

  test("a trailer that is announced must come", async () => {
    const answer = await put("absent", kind, body(""), headers);
    expect(answer.status).toBe(400);
    await missing("absent");
  });
});

describe("STREAMING-UNSIGNED-PAYLOAD-TRAILER", () => {
  const kind = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
  const headers = { "x-amz-trailer": "x-amz-checksum-crc32" };
  const framed = (lines: string) => () =>
    Buffer.concat([
      ...chunks.map((chunk) =>
        Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n")]),
      ),
      Buffer.from(`0\r\n${lines}\r\n`),
    ]);

  test("chunks without signatures, verified by their checksum", async () => {
    expect(await put("unsigned", kind, framed(`${trailer.trim()}\r\n`), headers)).toMatchObject({
      status: 200,
    });
    expect((await read("unsigned")).equals(whole)).toBe(true);
  });

  test("a checksum that does not match is a BadDigest", async () => {
    const answer = await put("unsigned-wrong", kind, framed("x-amz-checksum-crc32:AAAAAA==\r\n"), headers);
    expect(answer.text).toContain("<Code>BadDigest</Code>");
    await missing("unsigned-wrong");
  });

  test("framing that is none is refused", async () => {
    const answer = await put("nonsense", kind, () => Buffer.from("zz\r\nnonsense"), headers);
    expect(answer.status).toBe(400);
    await missing("nonsense");
  });
});

test("the body must have the hash that was signed", async () => {
  const answer = await sendSigned(s3.client, {
    method: "PUT",
    url: await objectUrl(s3.client, Bucket, "hash"),
    contentHash: createHash("sha256").update("announced").digest("hex"),
    headers: {},
    body: () => Buffer.from("delivered"),
  });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain("<Code>XAmzContentSHA256Mismatch</Code>");
  await missing("hash");
});

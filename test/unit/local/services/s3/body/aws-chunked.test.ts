import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeChunked } from "../../../../../../src/local/services/s3/body/aws-chunked.ts";
import type { Signature } from "../../../../../../src/local/signing/verify-signature.ts";

const signature: Signature = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  sessionToken: null,
  region: "us-east-1",
  service: "s3",
  // "Examples: Signature calculations in AWS Signature Version 4", example of a chunked upload.
  signingKey: ["20130524", "us-east-1", "s3", "aws4_request"].reduce<Buffer>(
    (key, part) => createHmac("sha256", key).update(part).digest(),
    Buffer.from("AWS4wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
  ),
  signature: "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
  timestamp: "20130524T000000Z",
  scope: "20130524/us-east-1/s3/aws4_request",
};

async function* pieces(data: Buffer, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts.map((cut) => cut % (data.length + 1)), data.length].sort((a, b) => a - b)) {
    yield data.subarray(from, cut);
    from = cut;
  }
}

async function decode(data: Buffer, by: Signature | null, cuts: readonly number[] = []) {
  const body = decodeChunked(pieces(data, cuts), by);
  const found: Uint8Array[] = [];
  for await (const piece of body.data) found.push(Buffer.from(piece));
  return { data: Buffer.concat(found), trailers: Object.fromEntries(body.trailers) };
}

const frame = (chunks: readonly Uint8Array[], trailer = "") =>
  Buffer.concat([
    ...chunks
      .filter((chunk) => chunk.length > 0)
      .flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from("\r\n")]),
    Buffer.from(`0\r\n${trailer}\r\n`),
  ]);

describe("unsigned chunks", () => {
  test("come out as they went in, whatever the network makes of them", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 50 }), { maxLength: 8 }),
        fc.array(fc.nat(1000), { maxLength: 10 }),
        async (chunks, cuts) => {
          const { data, trailers } = await decode(
            frame(chunks, "x-amz-checksum-crc32:AAAAAA==\r\n"),
            null,
            cuts,
          );
          expect(data.equals(Buffer.concat(chunks))).toBe(true);
          expect(trailers).toEqual({ "x-amz-checksum-crc32": "AAAAAA==" });
        },
      ),
    );
  });

  test.each([
    ["nothing at all", ""],
    ["a size that is none", "xyz\r\nabc\r\n0\r\n\r\n"],
    ["a chunk that ends too early", "5\r\nab"],
    ["a chunk without its end", "2\r\nabcd\r\n0\r\n\r\n"],
    ["no last chunk", "2\r\nab\r\n"],
    ["something behind the end", "0\r\n\r\nmore"],
    ["a trailer that is none", "0\r\nnonsense\r\n\r\n"],
    ["a size of many gigabytes", "fffffffff\r\nab\r\n"],
    ["an endless line", "a".repeat(10_000)],
  ])("refuses %s", async (_, text) => {
    await expect(decode(Buffer.from(text), null)).rejects.toMatchObject({ name: "WireError", status: 400 });
  });
});

describe("signed chunks", () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
  const signatures = [
    "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
    "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
    "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
  ];
  const example = Buffer.from(
    [65536, 1024, 0]
      .map(
        (size, index) =>
          `${size.toString(16)};chunk-signature=${signatures[index]}\r\n${"a".repeat(size)}\r\n`,
      )
      .join(""),
  );

  test("AWS's own example is read", async () => {
    const { data } = await decode(example, signature, [1, 70, 65_000, 66_000]);
    expect(data.equals(Buffer.alloc(66_560, "a"))).toBe(true);
  });

  test("no byte of it may change", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(66_559), async (at) => {
        const forged = Buffer.from(example);
        const position = at < 65_536 ? 89 + at : 89 + 2 + 87 + at;
        if (forged[position] !== 0x61) return;
        forged[position] = 0x62;
        await expect(decode(forged, signature)).rejects.toMatchObject({ code: "SignatureDoesNotMatch" });
      }),
      { numRuns: 20 },
    );
  });

  test("chunks without signatures are refused", async () => {
    await expect(decode(frame([Buffer.from("abc")]), signature)).rejects.toMatchObject({
      code: "SignatureDoesNotMatch",
    });
  });

  test("a trailer without a signature is refused", async () => {
    const last = createHmac("sha256", signature.signingKey)
      .update(
        [
          "AWS4-HMAC-SHA256-PAYLOAD",
          signature.timestamp,
          signature.scope,
          signature.signature,
          createHash("sha256").digest("hex"),
          createHash("sha256").digest("hex"),
        ].join("\n"),
      )
      .digest("hex");
    const body = `0;chunk-signature=${last}\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n`;
    await expect(decode(Buffer.from(body), signature)).rejects.toMatchObject({
      code: "SignatureDoesNotMatch",
    });
  });
});

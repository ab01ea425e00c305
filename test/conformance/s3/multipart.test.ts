import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  type ChecksumAlgorithm,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { beforeAll, describe, expect, test } from "vitest";
import { scratch } from "./scratch-bucket.ts";

const s3 = scratch();
let Bucket = "";
beforeAll(async () => {
  Bucket = await s3.bucket("multipart");
});

const megabyte = 1024 * 1024;
const large = Buffer.alloc(5 * megabyte, "abcdefg");
const small = Buffer.from("the end");
const md5 = (data: Buffer) => createHash("md5").update(data).digest();

async function begin(Key: string, more: Partial<CreateMultipartUploadCommandInput> = {}): Promise<string> {
  const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...more }));
  return UploadId as string;
}

async function part(Key: string, UploadId: string, PartNumber: number, Body: Buffer, more = {}) {
  const answer = await s3.client.send(
    new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ...more }),
  );
  const { $metadata: _, ServerSideEncryption: __, ...rest } = answer;
  return { PartNumber, ...rest } as CompletedPart;
}

const complete = (Key: string, UploadId: string, Parts: CompletedPart[], more = {}) =>
  s3.client.send(
    new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts }, ...more }),
  );

describe("a multipart upload", () => {
  test("becomes one object, with AWS's ETag of parts", async () => {
    const UploadId = await begin("whole", { ContentType: "text/plain", Metadata: { a: "1" } });
    const parts = [await part("whole", UploadId, 1, large), await part("whole", UploadId, 2, small)];
    const answer = await complete("whole", UploadId, parts);
    const etag = `"${createHash("md5")
      .update(Buffer.concat([md5(large), md5(small)]))
      .digest("hex")}-2"`;
    expect(answer).toMatchObject({ Bucket, Key: "whole", ETag: etag });
    expect(answer.Location).toContain("whole");
    const { Body, ...got } = await s3.client.send(new GetObjectCommand({ Bucket, Key: "whole" }));
    expect(got).toMatchObject({
      ETag: etag,
      ContentType: "text/plain",
      Metadata: { a: "1" },
      ContentLength: large.length + small.length,
    });
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat([large, small]))).toBe(true);
  });

  test("parts may come in any order, and again; numbers may have gaps", async () => {
    const UploadId = await begin("gaps");
    const last = await part("gaps", UploadId, 9000, small);
    await part("gaps", UploadId, 3, Buffer.from("wrong"));
    const first = await part("gaps", UploadId, 3, large);
    await complete("gaps", UploadId, [first, last]);
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: "gaps" }));
    expect(head.ContentLength).toBe(large.length + small.length);
  });

  test("ranges reach over parts, and parts can be read by number", async () => {
    const Range = `bytes=${large.length - 2}-${large.length + 2}`;
    const over = await s3.client.send(new GetObjectCommand({ Bucket, Key: "whole", Range }));
    expect(await over.Body?.transformToString()).toBe(`${large.subarray(-2).toString()}the`);
    const second = await s3.client.send(new GetObjectCommand({ Bucket, Key: "whole", PartNumber: 2 }));
    expect(second).toMatchObject({
      PartsCount: 2,
      ContentRange: `bytes ${large.length}-${large.length + small.length - 1}/${large.length + small.length}`,
      $metadata: { httpStatusCode: 206 },
    });
    expect(await second.Body?.transformToString()).toBe("the end");
    await expect(
      s3.client.send(new GetObjectCommand({ Bucket, Key: "whole", PartNumber: 3 })),
    ).rejects.toMatchObject({ name: "InvalidPartNumber", $metadata: { httpStatusCode: 416 } });
  });

  test("nothing is there before it is complete, nor after it is aborted", async () => {
    const UploadId = await begin("aborted");
    await part("aborted", UploadId, 1, small);
    const head = () => s3.client.send(new HeadObjectCommand({ Bucket, Key: "aborted" }));
    await expect(head()).rejects.toMatchObject({ name: "NotFound" });
    await s3.client.send(new AbortMultipartUploadCommand({ Bucket, Key: "aborted", UploadId }));
    await expect(head()).rejects.toMatchObject({ name: "NotFound" });
    await expect(part("aborted", UploadId, 2, small)).rejects.toMatchObject({ name: "NoSuchUpload" });
  });

  test("If-None-Match holds at completion", async () => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: "taken", Body: "x" }));
    const UploadId = await begin("taken");
    const parts = [await part("taken", UploadId, 1, small)];
    await expect(complete("taken", UploadId, parts, { IfNoneMatch: "*" })).rejects.toMatchObject({
      name: "PreconditionFailed",
    });
  });
});

describe("refused", () => {
  test("parts under 5 MiB, but for the last", async () => {
    const UploadId = await begin("small");
    const parts = [await part("small", UploadId, 1, small), await part("small", UploadId, 2, small)];
    await expect(complete("small", UploadId, parts)).rejects.toMatchObject({ name: "EntityTooSmall" });
  });

  test("parts out of order, unknown parts, wrong ETags, no parts", async () => {
    const UploadId = await begin("wrong");
    const parts = [await part("wrong", UploadId, 1, large), await part("wrong", UploadId, 2, small)];
    await expect(complete("wrong", UploadId, parts.toReversed())).rejects.toMatchObject({
      name: "InvalidPartOrder",
    });
    await expect(
      complete("wrong", UploadId, [...parts, { PartNumber: 3, ETag: '"x"' }]),
    ).rejects.toMatchObject({ name: "InvalidPart" });
    await expect(complete("wrong", UploadId, [{ ...parts[0], ETag: parts[1]?.ETag }])).rejects.toMatchObject({
      name: "InvalidPart",
    });
    await expect(complete("wrong", UploadId, [])).rejects.toMatchObject({ name: "MalformedXML" });
    await complete("wrong", UploadId, parts);
  });

  test.each([0, 10_001])("part number %i", async (number) => {
    const UploadId = await begin("number");
    await expect(part("number", UploadId, number, small)).rejects.toMatchObject({ name: "InvalidArgument" });
  });

  test("uploads that do not exist", async () => {
    await expect(complete("none", "nothing", [{ PartNumber: 1, ETag: "x" }])).rejects.toMatchObject({
      name: "NoSuchUpload",
      $metadata: { httpStatusCode: 404 },
    });
    await expect(
      s3.client.send(new ListPartsCommand({ Bucket, Key: "none", UploadId: "nothing" })),
    ).rejects.toMatchObject({ name: "NoSuchUpload" });
  });

  test("a size that is not what came", async () => {
    const UploadId = await begin("size");
    const parts = [await part("size", UploadId, 1, small)];
    await expect(complete("size", UploadId, parts, { MpuObjectSize: 1 })).rejects.toMatchObject({
      name: "InvalidRequest",
    });
  });
});

describe("listing", () => {
  test("ListParts pages by number", async () => {
    const UploadId = await begin("listed");
    for (const number of [1, 2, 3]) await part("listed", UploadId, number, small);
    const at = { Bucket, Key: "listed", UploadId };
    const first = await s3.client.send(new ListPartsCommand({ ...at, MaxParts: 2 }));
    expect(first).toMatchObject({ IsTruncated: true, NextPartNumberMarker: "2", MaxParts: 2 });
    const second = await s3.client.send(
      new ListPartsCommand({ ...at, PartNumberMarker: first.NextPartNumberMarker }),
    );
    expect(second.IsTruncated).toBe(false);
    expect([...(first.Parts ?? []), ...(second.Parts ?? [])]).toMatchObject(
      [1, 2, 3].map((PartNumber) => ({ PartNumber, Size: 7, ETag: `"${md5(small).toString("hex")}"` })),
    );
  });

  test("ListMultipartUploads pages, and rolls up", async () => {
    const own = await s3.bucket("uploads");
    for (const Key of ["a", "a", "b/1", "b/2"])
      await s3.client.send(new CreateMultipartUploadCommand({ Bucket: own, Key }));
    const found: string[] = [];
    let markers: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | null = {};
    while (markers !== null) {
      const page: ListMultipartUploadsCommandOutput = await s3.client.send(
        new ListMultipartUploadsCommand({ Bucket: own, MaxUploads: 1, ...(markers as object) }),
      );
      found.push(...(page.Uploads ?? []).map(({ Key }) => Key as string));
      markers = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
        : null;
    }
    expect(found).toEqual(["a", "a", "b/1", "b/2"]);
    const rolled = await s3.client.send(new ListMultipartUploadsCommand({ Bucket: own, Delimiter: "/" }));
    expect(rolled.CommonPrefixes).toEqual([{ Prefix: "b/" }]);
    expect(rolled.Uploads).toHaveLength(2);
  });
});

describe("checksums of parts", () => {
  test.each<ChecksumAlgorithm>(["CRC32", "CRC32C", "SHA1", "SHA256"])(
    "%s of the parts' own",
    async (algorithm) => {
      const Key = `composite-${algorithm}`;
      const member = `Checksum${algorithm}` as "ChecksumCRC32";
      const UploadId = await begin(Key, { ChecksumAlgorithm: algorithm });
      const parts = [
        await part(Key, UploadId, 1, large, { ChecksumAlgorithm: algorithm }),
        await part(Key, UploadId, 2, small, { ChecksumAlgorithm: algorithm }),
      ];
      const answer = await complete(Key, UploadId, parts);
      expect(answer.ChecksumType).toBe("COMPOSITE");
      expect(answer[member]).toMatch(/^[A-Za-z0-9+/]+=*-2$/);
      const attributes = await s3.client.send(
        new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ["Checksum", "ObjectParts"] }),
      );
      expect(attributes.Checksum?.[member]?.replace(/-2$/, "")).toBe(answer[member]?.replace(/-2$/, ""));
      expect(attributes.ObjectParts?.TotalPartsCount).toBe(2);
      expect(attributes.ObjectParts?.Parts?.map((one) => one[member])).toEqual(
        parts.map((one) => one[member]),
      );
    },
  );

  test.each<ChecksumAlgorithm>(["CRC32", "CRC32C", "CRC64NVME"])(
    "%s of the whole object",
    async (algorithm) => {
      const Key = `full-${algorithm}`;
      const member = `Checksum${algorithm}` as "ChecksumCRC32";
      const UploadId = await begin(Key, { ChecksumAlgorithm: algorithm, ChecksumType: "FULL_OBJECT" });
      const parts = [
        await part(Key, UploadId, 1, large, { ChecksumAlgorithm: algorithm }),
        await part(Key, UploadId, 2, small, { ChecksumAlgorithm: algorithm }),
      ];
      const answer = await complete(Key, UploadId, parts);
      expect(answer.ChecksumType).toBe("FULL_OBJECT");
      const whole = await s3.client.send(
        new PutObjectCommand({
          Bucket,
          Key: `${Key}-at-once`,
          Body: Buffer.concat([large, small]),
          ChecksumAlgorithm: algorithm,
        }),
      );
      expect(answer[member]).toBe(whole[member]);
    },
  );

  test("a part's checksum must be told at completion", async () => {
    const UploadId = await begin("untold", { ChecksumAlgorithm: "SHA256" });
    const { ETag } = await part("untold", UploadId, 1, small, { ChecksumAlgorithm: "SHA256" });
    await expect(complete("untold", UploadId, [{ PartNumber: 1, ETag }])).rejects.toMatchObject({
      name: "InvalidRequest",
    });
  });

  test("SHA256 has no checksum of the whole", async () => {
    await expect(
      begin("impossible", { ChecksumAlgorithm: "SHA256", ChecksumType: "FULL_OBJECT" }),
    ).rejects.toMatchObject({ name: "InvalidRequest" });
  });
});

describe("copied parts", () => {
  test("of a range of another object", async () => {
    const UploadId = await begin("stitched");
    const at = { Bucket, Key: "stitched", UploadId };
    const copied = await s3.client.send(
      new UploadPartCopyCommand({
        ...at,
        PartNumber: 1,
        CopySource: `${Bucket}/whole`,
        CopySourceRange: `bytes=1-${large.length}`,
      }),
    );
    const end = await part("stitched", UploadId, 2, small);
    await complete("stitched", UploadId, [{ PartNumber: 1, ETag: copied.CopyPartResult?.ETag }, end]);
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key: "stitched" }));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    const expected = Buffer.concat([large.subarray(1), small.subarray(0, 1), small]);
    expect(bytes.equals(expected)).toBe(true);
  });

  test("a range outside of it is refused", async () => {
    const UploadId = await begin("outside");
    await expect(
      s3.client.send(
        new UploadPartCopyCommand({
          Bucket,
          Key: "outside",
          UploadId,
          PartNumber: 1,
          CopySource: `${Bucket}/whole`,
          CopySourceRange: "bytes=0-99999999",
        }),
      ),
    ).rejects.toMatchObject({ name: "InvalidArgument" });
  });
});

test("the official upload manager sends a stream of unknown length", async () => {
  const pieces = Array.from({ length: 24 }, (_, index) => Buffer.alloc(512 * 1024, index));
  const upload = new Upload({
    client: s3.client,
    params: { Bucket, Key: "managed", Body: Readable.from(pieces) },
    partSize: 5 * megabyte,
  });
  await upload.done();
  const { Body, ContentLength } = await s3.client.send(new GetObjectCommand({ Bucket, Key: "managed" }));
  expect(ContentLength).toBe(12 * megabyte);
  const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
  expect(md5(bytes).equals(md5(Buffer.concat(pieces)))).toBe(true);
});

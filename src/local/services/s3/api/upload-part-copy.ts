import type { UploadPartCopyOutput, UploadPartCopyRequest } from "@aws-sdk/client-s3";
import type { ByteRange } from "../body/range.ts";
import { largestPut } from "../body/receive.ts";
import { defaultAlgorithm } from "../checksums/algorithms.ts";
import { checksumValue } from "../checksums/checksum.ts";
import { entityTooLarge, invalidArgument, noSuchKey } from "../errors.ts";
import { copySourceAccess, findCopySource, readCopySource } from "../objects/copy-source.ts";
import { digestContent, sliceSegments } from "../objects/digest-content.ts";
import { quoted } from "../objects/etag.ts";
import { checkCopyConditions } from "../objects/read-conditions.ts";
import { onObject } from "../operation.ts";
import type { S3 } from "../service-parts.ts";
import { checkPartNumber, findUpload } from "../uploads/find-upload.ts";
import { keepPart } from "../uploads/keep-part.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html */
export const uploadPartCopy = (s3: S3) =>
  onObject<UploadPartCopyRequest, UploadPartCopyOutput>(s3, {
    actions: () => ["s3:PutObject"],
    further: ({ CopySource = "" }, call) => copySourceAccess(s3, CopySource, false, call),

    async handle(bucket, key, input) {
      const number = checkPartNumber(input.PartNumber);
      const upload = findUpload(s3.state, bucket.name, key, input.UploadId);
      const from = readCopySource(input.CopySource ?? "");
      const source = findCopySource(s3, from);
      checkCopyConditions(source, {
        IfMatch: input.CopySourceIfMatch,
        IfNoneMatch: input.CopySourceIfNoneMatch,
        IfModifiedSince: input.CopySourceIfModifiedSince,
        IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
      });
      const range = readCopyRange(input.CopySourceRange, source.size);
      const size = range.last - range.first + 1;
      if (size > largestPut) throw entityTooLarge(size, largestPut);
      const segments = sliceSegments(source.content.segments, range);
      const algorithm = upload.algorithm ?? defaultAlgorithm;
      const { md5, checksums } = await digestContent(s3, segments, [algorithm]);
      const etag = md5.toString("hex");
      const modifiedAt = s3.context.clock.now();
      const part = { uploadId: upload.id, number, size, etag, modifiedAt, segments, checksums };
      keepPart(s3, upload, part, (uses) => {
        if (!uses.has(segments)) throw noSuchKey(source.key);
      });
      const sourceBucket = s3.state.buckets.get(from.bucket);
      return {
        CopyPartResult: {
          ETag: quoted(etag),
          LastModified: new Date(modifiedAt),
          ...(upload.algorithm !== null && checksumValue(algorithm, checksums[algorithm] as string)),
        },
        ...upload.about.encryption,
        ...(sourceBucket !== undefined &&
          sourceBucket.versioning !== null && { CopySourceVersionId: source.versionId }),
      };
    },
  });

/** Stricter than a download's: both ends must be given, and lie inside. */
function readCopyRange(text: string | undefined, size: number): ByteRange {
  if (text === undefined) return { first: 0, last: size - 1 };
  const match = /^bytes=(\d+)-(\d+)$/.exec(text);
  const range = { first: Number(match?.[1]), last: Number(match?.[2]) };
  if (match === null || range.first > range.last) {
    throw invalidArgument(
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      "x-amz-copy-source-range",
      text,
    );
  }
  if (range.last >= size) {
    throw invalidArgument(
      `Range specified is not valid for source object of size: ${size}`,
      "x-amz-copy-source-range",
      text,
    );
  }
  return range;
}

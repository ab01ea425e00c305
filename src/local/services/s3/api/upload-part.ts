import type { UploadPartOutput, UploadPartRequest } from "@aws-sdk/client-s3";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { incomingBody } from "../body/incoming-body.ts";
import { receive } from "../body/receive.ts";
import { defaultAlgorithm } from "../checksums/algorithms.ts";
import { checksumValue, givenChecksums } from "../checksums/checksum.ts";
import { invalidRequest } from "../errors.ts";
import { quoted } from "../objects/etag.ts";
import { onObject } from "../operation.ts";
import type { S3 } from "../service-parts.ts";
import { checkPartNumber, findUpload } from "../uploads/find-upload.ts";
import { keepPart } from "../uploads/keep-part.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export const uploadPart = (s3: S3) =>
  onObject<UploadPartRequest, UploadPartOutput>(s3, {
    actions: () => ["s3:PutObject"],

    async handle(bucket, key, input, call) {
      if (input.SSECustomerAlgorithm !== undefined)
        throw notSupportedHere("customer-provided keys (SSE-C) of S3");
      const number = checkPartNumber(input.PartNumber);
      const upload = findUpload(s3.state, bucket.name, key, input.UploadId);
      const wanted = upload.algorithm ?? defaultAlgorithm;
      const received = await receive(
        incomingBody(input.Body, call),
        { contentMd5: input.ContentMD5, given: givenChecksums(input), keep: wanted, always: wanted },
        s3.state.blobs,
      );
      try {
        if (upload.algorithm !== null && received.algorithm !== upload.algorithm) {
          throw invalidRequest(
            `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm.toLowerCase()}, actual checksum Type: ${received.algorithm.toLowerCase()}`,
          );
        }
        const etag = received.md5.toString("hex");
        keepPart(s3, upload, {
          uploadId: upload.id,
          number,
          size: received.size,
          etag,
          modifiedAt: s3.context.clock.now(),
          segments: received.segments,
          checksums: Object.fromEntries(received.checksums),
        });
        return {
          ETag: quoted(etag),
          ...checksumValue(received.algorithm, received.checksums.get(received.algorithm) as string),
          ...upload.about.encryption,
        };
      } catch (error) {
        s3.state.blobs.discard(received.segments);
        throw error;
      }
    },
  });

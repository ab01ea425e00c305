import type { CompleteMultipartUploadOutput, CompleteMultipartUploadRequest } from "@aws-sdk/client-s3";
import { checksumMembers, givenChecksums } from "../checksums/checksum.ts";
import { badDigest, invalidRequest, noSuchUpload } from "../errors.ts";
import { eventBy } from "../events/event-by.ts";
import { objectUrl } from "../object-url.ts";
import { quoted } from "../objects/etag.ts";
import { presentVersion } from "../objects/present.ts";
import { writeObject } from "../objects/write-version.ts";
import { onObject } from "../operation.ts";
import type { S3 } from "../service-parts.ts";
import { assemble } from "../uploads/assemble.ts";
import { findUpload } from "../uploads/find-upload.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export const completeMultipartUpload = (s3: S3) =>
  onObject<CompleteMultipartUploadRequest, CompleteMultipartUploadOutput>(s3, {
    actions: () => ["s3:PutObject"],
    conditions: ({ IfMatch, IfNoneMatch }) => ({ "s3:if-match": IfMatch, "s3:if-none-match": IfNoneMatch }),

    handle(bucket, key, input, call) {
      const { state } = s3;
      const upload = findUpload(state, bucket.name, key, input.UploadId);
      const kept = state.uploads.parts(upload.id);
      const { size, etag, checksum, content } = assemble(upload, kept, input.MultipartUpload?.Parts ?? []);
      if (input.MpuObjectSize !== undefined && input.MpuObjectSize !== size) {
        throw invalidRequest(
          `The provided 'x-amz-mp-object-size' header value ${input.MpuObjectSize} does not match what was computed: ${size}`,
        );
      }
      const given = givenChecksums(input)[0];
      if (given !== undefined && (given.algorithm !== checksum.algorithm || given.value !== checksum.value))
        throw badDigest(given.algorithm);
      const version = writeObject(
        s3,
        bucket,
        { key, size, etag, about: { ...upload.about, checksum }, content },
        input,
        eventBy("ObjectCreated:CompleteMultipartUpload", call),
        (uses) => {
          if (state.uploads.get(bucket.name, key, upload.id) === undefined) throw noSuchUpload(upload.id);
          for (const { segments } of kept) uses.drop(segments);
          state.uploads.remove(upload.id);
        },
      );
      return {
        Location: objectUrl(s3.context.baseUrl(), bucket.name, key),
        Bucket: bucket.name,
        Key: key,
        ETag: quoted(version.etag),
        ...checksumMembers(checksum),
        ...upload.about.encryption,
        ...presentVersion(version, bucket),
      };
    },
  });

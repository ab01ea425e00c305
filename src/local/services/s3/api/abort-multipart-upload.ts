import type { AbortMultipartUploadOutput, AbortMultipartUploadRequest } from "@aws-sdk/client-s3";
import { preconditionFailed } from "../errors.ts";
import { onObject } from "../operation.ts";
import type { S3 } from "../service-parts.ts";
import { abortUpload } from "../uploads/abort-upload.ts";
import { findUpload } from "../uploads/find-upload.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html */
export const abortMultipartUpload = (s3: S3) =>
  onObject<AbortMultipartUploadRequest, AbortMultipartUploadOutput>(s3, {
    actions: () => ["s3:AbortMultipartUpload"],
    handle(bucket, key, input) {
      const upload = findUpload(s3.state, bucket.name, key, input.UploadId);
      const since = input.IfMatchInitiatedTime?.getTime();
      if (since !== undefined && Math.floor(since / 1000) !== Math.floor(upload.initiatedAt / 1000))
        throw preconditionFailed("x-amz-if-match-initiated-time");
      abortUpload(s3, upload.id);
      return {};
    },
  });

import type { HeadObjectOutput, HeadObjectRequest } from "@aws-sdk/client-s3";
import { accessIfMissing, existingTags, readObject } from "../objects/read-object.ts";
import { onObject } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headObject = (s3: S3) =>
  onObject<HeadObjectRequest, HeadObjectOutput>(s3, {
    actions: ({ VersionId }) => [VersionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion"],
    conditions: ({ Key = "", VersionId }, { name }) => ({
      "s3:VersionId": VersionId,
      ...existingTags(s3, name, Key, VersionId),
    }),
    further: ({ Key = "" }, call, bucket) => accessIfMissing(s3, bucket, Key, call),
    handle: (bucket, key, input) => readObject(s3, bucket, key, input).output,
  });

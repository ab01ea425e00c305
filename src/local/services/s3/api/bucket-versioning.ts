import type {
  GetBucketVersioningOutput,
  GetBucketVersioningRequest,
  PutBucketVersioningRequest,
} from "@aws-sdk/client-s3";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { malformedXml } from "../errors.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export const getBucketVersioning = (s3: S3) =>
  onBucket<GetBucketVersioningRequest, GetBucketVersioningOutput>(s3, {
    action: "s3:GetBucketVersioning",
    handle: ({ versioning }) => (versioning === null ? {} : { Status: versioning }),
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html */
export const putBucketVersioning = (s3: S3) =>
  onBucket<PutBucketVersioningRequest, object>(s3, {
    action: "s3:PutBucketVersioning",
    handle(bucket, { VersioningConfiguration }) {
      const { Status, MFADelete } = VersioningConfiguration ?? {};
      if (MFADelete === "Enabled") throw notSupportedHere("MFA delete of S3 buckets");
      if (Status !== "Enabled" && Status !== "Suspended") throw malformedXml();
      s3.state.buckets.put(bucket.name, { ...bucket, versioning: Status });
      return {};
    },
  });

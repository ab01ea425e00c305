import type { HeadBucketOutput, HeadBucketRequest } from "@aws-sdk/client-s3";
import { bucketArn } from "../names.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export const headBucket = (s3: S3) =>
  onBucket<HeadBucketRequest, HeadBucketOutput>(s3, {
    action: "s3:ListBucket",
    handle: ({ name }) => ({
      BucketRegion: s3.context.region,
      BucketArn: bucketArn(name),
      AccessPointAlias: false,
    }),
  });

import type { GetBucketLocationOutput, GetBucketLocationRequest } from "@aws-sdk/client-s3";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export const getBucketLocation = (s3: S3) =>
  onBucket<GetBucketLocationRequest, GetBucketLocationOutput>(s3, {
    action: "s3:GetBucketLocation",
    handle: () => {
      const { region } = s3.context;
      // "Buckets in Region us-east-1 have a LocationConstraint of null."
      return region === "us-east-1"
        ? {}
        : { LocationConstraint: region as NonNullable<GetBucketLocationOutput["LocationConstraint"]> };
    },
  });

import type {
  GetBucketOwnershipControlsOutput,
  GetBucketOwnershipControlsRequest,
  PutBucketOwnershipControlsRequest,
} from "@aws-sdk/client-s3";
import { malformedXml, noConfiguration } from "../errors.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketOwnershipControls.html */
export const getBucketOwnershipControls = (s3: S3) =>
  onBucket<GetBucketOwnershipControlsRequest, GetBucketOwnershipControlsOutput>(s3, {
    action: "s3:GetBucketOwnershipControls",
    handle({ name, ownership }) {
      if (ownership === null) {
        throw noConfiguration(
          "OwnershipControlsNotFoundError",
          "The bucket ownership controls were not found",
          name,
        );
      }
      return { OwnershipControls: { Rules: [{ ObjectOwnership: ownership }] } };
    },
  });

const kinds = new Set(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]);

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html */
export const putBucketOwnershipControls = (s3: S3) =>
  onBucket<PutBucketOwnershipControlsRequest, object>(s3, {
    action: "s3:PutBucketOwnershipControls",
    handle(bucket, { OwnershipControls }) {
      const ownership = OwnershipControls?.Rules?.[0]?.ObjectOwnership;
      if (ownership === undefined || !kinds.has(ownership)) throw malformedXml();
      s3.state.buckets.put(bucket.name, { ...bucket, ownership });
      return {};
    },
  });

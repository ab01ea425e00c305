import type {
  DeletePublicAccessBlockRequest,
  GetPublicAccessBlockOutput,
  GetPublicAccessBlockRequest,
  PutPublicAccessBlockRequest,
} from "@aws-sdk/client-s3";
import { malformedXml, noConfiguration } from "../errors.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html */
export const getPublicAccessBlock = (s3: S3) =>
  onBucket<GetPublicAccessBlockRequest, GetPublicAccessBlockOutput>(s3, {
    action: "s3:GetBucketPublicAccessBlock",
    handle({ name, publicAccess }) {
      if (publicAccess === null) {
        throw noConfiguration(
          "NoSuchPublicAccessBlockConfiguration",
          "The public access block configuration was not found",
          name,
        );
      }
      return { PublicAccessBlockConfiguration: publicAccess };
    },
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutPublicAccessBlock.html */
export const putPublicAccessBlock = (s3: S3) =>
  onBucket<PutPublicAccessBlockRequest, object>(s3, {
    action: "s3:PutBucketPublicAccessBlock",
    handle(bucket, { PublicAccessBlockConfiguration: asked }) {
      if (asked === undefined) throw malformedXml();
      s3.state.buckets.put(bucket.name, {
        ...bucket,
        publicAccess: {
          BlockPublicAcls: asked.BlockPublicAcls ?? false,
          IgnorePublicAcls: asked.IgnorePublicAcls ?? false,
          BlockPublicPolicy: asked.BlockPublicPolicy ?? false,
          RestrictPublicBuckets: asked.RestrictPublicBuckets ?? false,
        },
      });
      return {};
    },
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeletePublicAccessBlock.html */
export const deletePublicAccessBlock = (s3: S3) =>
  onBucket<DeletePublicAccessBlockRequest, object>(s3, {
    action: "s3:PutBucketPublicAccessBlock",
    handle(bucket) {
      s3.state.buckets.put(bucket.name, { ...bucket, publicAccess: null });
      return {};
    },
  });

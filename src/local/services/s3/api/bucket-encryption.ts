import type {
  DeleteBucketEncryptionRequest,
  GetBucketEncryptionOutput,
  GetBucketEncryptionRequest,
  PutBucketEncryptionRequest,
} from "@aws-sdk/client-s3";
import { defaultEncryption } from "../buckets/bucket.ts";
import { invalidArgument, malformedXml } from "../errors.ts";
import { readEncryption } from "../objects/about.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketEncryption.html */
export const getBucketEncryption = (s3: S3) =>
  onBucket<GetBucketEncryptionRequest, GetBucketEncryptionOutput>(s3, {
    action: "s3:GetEncryptionConfiguration",
    handle: ({ encryption }) => ({ ServerSideEncryptionConfiguration: { Rules: [...encryption] } }),
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html */
export const putBucketEncryption = (s3: S3) =>
  onBucket<PutBucketEncryptionRequest, object>(s3, {
    action: "s3:PutEncryptionConfiguration",
    handle(bucket, { ServerSideEncryptionConfiguration }) {
      const rules = ServerSideEncryptionConfiguration?.Rules ?? [];
      const asked = rules[0]?.ApplyServerSideEncryptionByDefault;
      if (rules.length !== 1) throw malformedXml();
      const algorithm = readEncryption(asked?.SSEAlgorithm ?? "AES256");
      if (algorithm === "AES256" && asked?.KMSMasterKeyID !== undefined) {
        throw invalidArgument(
          "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
          "ApplyServerSideEncryptionByDefault",
        );
      }
      s3.state.buckets.put(bucket.name, {
        ...bucket,
        encryption: rules.map((rule) => ({ ...rule, BucketKeyEnabled: rule.BucketKeyEnabled ?? false })),
      });
      return {};
    },
  });

/** Goes back to S3's own keys: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketEncryption.html */
export const deleteBucketEncryption = (s3: S3) =>
  onBucket<DeleteBucketEncryptionRequest, object>(s3, {
    action: "s3:PutEncryptionConfiguration",
    handle(bucket) {
      s3.state.buckets.put(bucket.name, { ...bucket, encryption: defaultEncryption });
      return {};
    },
  });

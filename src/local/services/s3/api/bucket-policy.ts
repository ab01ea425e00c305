import type {
  DeleteBucketPolicyRequest,
  GetBucketPolicyOutput,
  GetBucketPolicyRequest,
  PutBucketPolicyRequest,
} from "@aws-sdk/client-s3";
import { checkPolicy, isPublic } from "../buckets/policy.ts";
import { accessDenied, noConfiguration } from "../errors.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export const getBucketPolicy = (s3: S3) =>
  onBucket<GetBucketPolicyRequest, GetBucketPolicyOutput>(s3, {
    action: "s3:GetBucketPolicy",
    handle({ name, policy }) {
      if (policy === null)
        throw noConfiguration("NoSuchBucketPolicy", "The bucket policy does not exist", name);
      return { Policy: policy };
    },
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export const putBucketPolicy = (s3: S3) =>
  onBucket<PutBucketPolicyRequest, object>(s3, {
    action: "s3:PutBucketPolicy",
    handle(bucket, { Policy = "" }, { caller }) {
      const document = checkPolicy(Policy, bucket.name);
      if (bucket.publicAccess?.BlockPublicPolicy && isPublic(document)) {
        throw accessDenied(
          `User: ${caller.arn} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${bucket.name}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
        );
      }
      s3.state.buckets.put(bucket.name, { ...bucket, policy: Policy });
      return {};
    },
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html */
export const deleteBucketPolicy = (s3: S3) =>
  onBucket<DeleteBucketPolicyRequest, object>(s3, {
    action: "s3:DeleteBucketPolicy",
    handle(bucket) {
      s3.state.buckets.put(bucket.name, { ...bucket, policy: null });
      return {};
    },
  });

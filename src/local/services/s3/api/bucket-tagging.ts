import type {
  DeleteBucketTaggingRequest,
  GetBucketTaggingOutput,
  GetBucketTaggingRequest,
  PutBucketTaggingRequest,
} from "@aws-sdk/client-s3";
import { noConfiguration } from "../errors.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";
import { presentTags, readBucketTags } from "../tags.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html */
export const getBucketTagging = (s3: S3) =>
  onBucket<GetBucketTaggingRequest, GetBucketTaggingOutput>(s3, {
    action: "s3:GetBucketTagging",
    handle({ name, tags }) {
      if (tags === null) throw noConfiguration("NoSuchTagSet", "The TagSet does not exist", name);
      return { TagSet: presentTags(tags) };
    },
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html */
export const putBucketTagging = (s3: S3) =>
  onBucket<PutBucketTaggingRequest, object>(s3, {
    action: "s3:PutBucketTagging",
    handle(bucket, { Tagging }) {
      s3.state.buckets.put(bucket.name, { ...bucket, tags: readBucketTags(Tagging?.TagSet) });
      return {};
    },
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketTagging.html */
export const deleteBucketTagging = (s3: S3) =>
  onBucket<DeleteBucketTaggingRequest, object>(s3, {
    action: "s3:PutBucketTagging",
    handle(bucket) {
      s3.state.buckets.put(bucket.name, { ...bucket, tags: null });
      return {};
    },
  });

import type {
  GetBucketLoggingOutput,
  GetBucketLoggingRequest,
  PutBucketLoggingRequest,
} from "@aws-sdk/client-s3";
import { WireError } from "../../../kernel/wire-error.ts";
import { malformedXml } from "../errors.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLogging.html */
export const getBucketLogging = (s3: S3) =>
  onBucket<GetBucketLoggingRequest, GetBucketLoggingOutput>(s3, {
    action: "s3:GetBucketLogging",
    handle: ({ logging }) => (logging === null ? {} : { LoggingEnabled: logging }),
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html */
export const putBucketLogging = (s3: S3) =>
  onBucket<PutBucketLoggingRequest, object>(s3, {
    action: "s3:PutBucketLogging",
    handle(bucket, { BucketLoggingStatus }) {
      const logging = BucketLoggingStatus?.LoggingEnabled ?? null;
      if (logging !== null) {
        if (logging.TargetBucket === undefined || logging.TargetPrefix === undefined) throw malformedXml();
        if (s3.state.buckets.get(logging.TargetBucket) === undefined) {
          throw new WireError(
            "InvalidTargetBucketForLogging",
            "The target bucket for logging does not exist",
            400,
            { TargetBucket: logging.TargetBucket },
          );
        }
      }
      s3.state.buckets.put(bucket.name, { ...bucket, logging });
      return {};
    },
  });

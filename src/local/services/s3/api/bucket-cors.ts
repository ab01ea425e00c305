import type {
  DeleteBucketCorsRequest,
  GetBucketCorsOutput,
  GetBucketCorsRequest,
  PutBucketCorsRequest,
} from "@aws-sdk/client-s3";
import { invalidRequest, malformedXml, noConfiguration } from "../errors.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

const mostRules = 100;
const methods = new Set(["GET", "PUT", "HEAD", "POST", "DELETE"]);

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html */
export const getBucketCors = (s3: S3) =>
  onBucket<GetBucketCorsRequest, GetBucketCorsOutput>(s3, {
    action: "s3:GetBucketCORS",
    handle({ name, cors }) {
      if (cors === null) {
        throw noConfiguration("NoSuchCORSConfiguration", "The CORS configuration does not exist", name);
      }
      return { CORSRules: [...cors] };
    },
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
export const putBucketCors = (s3: S3) =>
  onBucket<PutBucketCorsRequest, object>(s3, {
    action: "s3:PutBucketCORS",
    handle(bucket, { CORSConfiguration }) {
      const rules = CORSConfiguration?.CORSRules ?? [];
      if (rules.length === 0 || rules.length > mostRules) throw malformedXml();
      for (const { AllowedMethods, AllowedOrigins, AllowedHeaders } of rules) {
        if (!AllowedMethods?.length || !AllowedOrigins?.length) throw malformedXml();
        const unknown = AllowedMethods.find((method) => !methods.has(method));
        if (unknown !== undefined)
          throw invalidRequest(
            `Found unsupported HTTP method in CORS config. Unsupported method is ${unknown}`,
          );
        for (const pattern of [...AllowedOrigins, ...(AllowedHeaders ?? [])]) {
          if (pattern.split("*").length > 2)
            throw invalidRequest(`AllowedOrigin "${pattern}" can not have more than one wildcard.`);
        }
      }
      s3.state.buckets.put(bucket.name, { ...bucket, cors: rules });
      return {};
    },
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketCors.html */
export const deleteBucketCors = (s3: S3) =>
  onBucket<DeleteBucketCorsRequest, object>(s3, {
    action: "s3:PutBucketCORS",
    handle(bucket) {
      s3.state.buckets.put(bucket.name, { ...bucket, cors: null });
      return {};
    },
  });

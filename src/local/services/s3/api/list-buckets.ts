import type { ListBucketsOutput, ListBucketsRequest } from "@aws-sdk/client-s3";
import type { Operation } from "../../../kernel/service.ts";
import { bucketArn, canonicalUser } from "../names.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const listBuckets = ({ state, context }: S3): Operation<ListBucketsRequest, ListBucketsOutput> => ({
  access: () => [{ action: "s3:ListAllMyBuckets", resource: "*" }],

  handle({ Prefix = "", MaxBuckets = 10_000, BucketRegion, ContinuationToken }) {
    const after =
      ContinuationToken === undefined ? "" : Buffer.from(ContinuationToken, "base64url").toString();
    const elsewhere = BucketRegion !== undefined && BucketRegion !== context.region;
    const found = elsewhere ? [] : state.buckets.list({ prefix: Prefix, after, limit: MaxBuckets + 1 });
    const page = found.slice(0, MaxBuckets);
    const last = page.at(-1);
    return {
      Buckets: page.map(({ value }) => ({
        Name: value.name,
        CreationDate: new Date(value.createdAt),
        BucketRegion: context.region,
        BucketArn: bucketArn(value.name),
      })),
      Owner: { ID: canonicalUser(context.accountId) },
      ...(Prefix === "" ? {} : { Prefix }),
      ...(found.length > page.length && last !== undefined
        ? { ContinuationToken: Buffer.from(last.key).toString("base64url") }
        : {}),
    };
  },
});

import type { ListObjectsOutput, ListObjectsRequest } from "@aws-sdk/client-s3";
import { canonicalUser } from "../names.ts";
import { listingEncoder, pageSize } from "../objects/encode-listing.ts";
import { endOf, listCurrent, presentListed } from "../objects/list-objects.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html */
export const listObjects = (s3: S3) =>
  onBucket<ListObjectsRequest, ListObjectsOutput>(s3, {
    action: "s3:ListBucket",
    conditions: listConditions,
    handle({ name }, input) {
      const encode = listingEncoder(input.EncodingType);
      const { Prefix = "", Delimiter = "", Marker = "" } = input;
      const page = listCurrent(s3, name, {
        prefix: Prefix,
        delimiter: Delimiter,
        limit: pageSize(input.MaxKeys, "max-keys"),
        after: Marker,
        afterGroup: null,
      });
      const owner = { ID: canonicalUser(s3.context.accountId) };
      const end = endOf(page);
      return {
        Name: name,
        Prefix: encode(Prefix),
        Marker: encode(Marker),
        MaxKeys: pageSize(input.MaxKeys, "max-keys"),
        IsTruncated: page.isTruncated,
        Contents: page.rows.map((version) => presentListed(version, encode, owner)),
        CommonPrefixes: page.groups.map((group) => ({ Prefix: encode(group) })),
        ...(Delimiter !== "" && { Delimiter: encode(Delimiter) }),
        ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
        // "This element is returned only if you have the delimiter request parameter specified."
        ...(page.isTruncated && Delimiter !== "" && end !== undefined && { NextMarker: encode(end) }),
      };
    },
  });

/** Condition keys of whatever lists a bucket. */
export function listConditions(input: {
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
}) {
  return {
    "s3:prefix": input.Prefix,
    "s3:delimiter": input.Delimiter,
    "s3:max-keys": input.MaxKeys === undefined ? undefined : String(input.MaxKeys),
  };
}

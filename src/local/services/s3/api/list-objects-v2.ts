import type { ListObjectsV2Output, ListObjectsV2Request } from "@aws-sdk/client-s3";
import type { WireError } from "../../../kernel/wire-error.ts";
import { invalidArgument } from "../errors.ts";
import { canonicalUser } from "../names.ts";
import { listingEncoder, pageSize } from "../objects/encode-listing.ts";
import { listCurrent, presentListed } from "../objects/list-objects.ts";
import type { Page } from "../objects/listing.ts";
import type { Version } from "../objects/version.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";
import { listConditions } from "./list-objects.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2 = (s3: S3) =>
  onBucket<ListObjectsV2Request, ListObjectsV2Output>(s3, {
    action: "s3:ListBucket",
    conditions: listConditions,
    handle({ name }, input) {
      const encode = listingEncoder(input.EncodingType);
      const { Prefix = "", Delimiter = "", StartAfter = "", ContinuationToken } = input;
      const from = ContinuationToken === undefined ? null : readToken(ContinuationToken);
      const limit = pageSize(input.MaxKeys, "max-keys");
      const page = listCurrent(s3, name, {
        prefix: Prefix,
        delimiter: Delimiter,
        limit,
        after: from === null ? StartAfter : from.key,
        afterGroup: from?.isGroup ? from.key : null,
      });
      const owner = input.FetchOwner ? { ID: canonicalUser(s3.context.accountId) } : undefined;
      return {
        Name: name,
        Prefix: encode(Prefix),
        MaxKeys: limit,
        KeyCount: page.rows.length + page.groups.length,
        IsTruncated: page.isTruncated,
        Contents: page.rows.map((version) => presentListed(version, encode, owner)),
        CommonPrefixes: page.groups.map((group) => ({ Prefix: encode(group) })),
        ...(Delimiter !== "" && { Delimiter: encode(Delimiter) }),
        ...(StartAfter !== "" && { StartAfter: encode(StartAfter) }),
        ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
        ...(ContinuationToken !== undefined && { ContinuationToken }),
        ...(page.isTruncated && { NextContinuationToken: tokenOf(page) }),
      };
    },
  });

/** Where the next page begins. Opaque to clients, as AWS's. */
function tokenOf({ last }: Page<Version>): string | undefined {
  if (last === null) return undefined;
  const place = "row" in last ? ["key", last.row.key] : ["group", last.group];
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

function readToken(token: string): { key: string; isGroup: boolean } {
  try {
    const [kind, key] = JSON.parse(Buffer.from(token, "base64url").toString()) as [string, string];
    if ((kind !== "key" && kind !== "group") || typeof key !== "string") throw wrongToken();
    return { key, isGroup: kind === "group" };
  } catch {
    throw wrongToken();
  }
}

function wrongToken(): WireError {
  return invalidArgument("The continuation token provided is incorrect", "continuation-token");
}

import type { _Object as ListedObject, Owner } from "@aws-sdk/client-s3";
import type { S3 } from "../service-parts.ts";
import { quoted } from "./etag.ts";
import { behindGroup, listPage, type Page } from "./listing.ts";
import type { Version } from "./version.ts";
import { afterKey, type Place } from "./versions-table.ts";

export interface CurrentListing {
  readonly prefix: string;
  readonly delimiter: string;
  readonly limit: number;
  /** Keys behind this one. */
  readonly after: string;
  /** `after` may be a group that a page ended with. */
  readonly afterGroup: string | null;
}

/** One page of the current objects of a bucket. */
export function listCurrent(s3: S3, bucket: string, listing: CurrentListing): Page<Version> {
  const { prefix, delimiter, limit, after, afterGroup } = listing;
  const start: Place | null = afterGroup === null ? afterKey(after) : behindGroup(afterGroup);
  if (start === null) return { rows: [], groups: [], isTruncated: false, last: null };
  return listPage((place, before) => s3.state.versions.after(bucket, place, before, true), {
    prefix,
    delimiter,
    limit,
    start,
    skippedGroup: delimiter === "" ? null : after,
  });
}

export function presentListed(
  version: Version,
  encode: (text: string) => string,
  owner: Owner | undefined,
): ListedObject {
  const { checksum, storageClass } = version.about;
  return {
    Key: encode(version.key),
    LastModified: new Date(version.modifiedAt),
    ETag: quoted(version.etag),
    Size: version.size,
    StorageClass: storageClass as NonNullable<ListedObject["StorageClass"]>,
    ...(checksum !== null && { ChecksumAlgorithm: [checksum.algorithm], ChecksumType: checksum.type }),
    ...(owner !== undefined && { Owner: owner }),
  };
}

/** The key or group that a page ends with. */
export function endOf({ last }: Page<Version>): string | undefined {
  if (last === null) return undefined;
  return "row" in last ? last.row.key : last.group;
}

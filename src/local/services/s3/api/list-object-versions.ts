import type { ListObjectVersionsOutput, ListObjectVersionsRequest } from "@aws-sdk/client-s3";
import { invalidArgument } from "../errors.ts";
import { canonicalUser } from "../names.ts";
import { listingEncoder, pageSize } from "../objects/encode-listing.ts";
import { quoted } from "../objects/etag.ts";
import { listPage } from "../objects/listing.ts";
import type { Version } from "../objects/version.ts";
import { afterKey, beforeKey, type Place } from "../objects/versions-table.ts";
import { onBucket } from "../operation.ts";
import type { S3 } from "../service-parts.ts";
import { listConditions } from "./list-objects.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export const listObjectVersions = (s3: S3) =>
  onBucket<ListObjectVersionsRequest, ListObjectVersionsOutput>(s3, {
    action: "s3:ListBucketVersions",
    conditions: listConditions,
    handle({ name }, input) {
      const encode = listingEncoder(input.EncodingType);
      const { Prefix = "", Delimiter = "", KeyMarker = "", VersionIdMarker } = input;
      const limit = pageSize(input.MaxKeys, "max-keys");
      const page = listPage((place, before) => s3.state.versions.after(name, place, before, false), {
        prefix: Prefix,
        delimiter: Delimiter,
        limit,
        start: startOf(s3, name, KeyMarker, VersionIdMarker),
        skippedGroup: Delimiter === "" ? null : KeyMarker,
      });
      const owner = { ID: canonicalUser(s3.context.accountId) };
      const last = page.last;
      const next =
        last === null || !page.isTruncated
          ? {}
          : "row" in last
            ? { NextKeyMarker: encode(last.row.key), NextVersionIdMarker: last.row.versionId }
            : { NextKeyMarker: encode(last.group) };
      const present = (version: Version) => ({
        Key: encode(version.key),
        VersionId: version.versionId,
        IsLatest: version.isLatest,
        LastModified: new Date(version.modifiedAt),
        Owner: owner,
      });
      return {
        Name: name,
        Prefix: encode(Prefix),
        KeyMarker: encode(KeyMarker),
        VersionIdMarker: VersionIdMarker ?? "",
        MaxKeys: limit,
        IsTruncated: page.isTruncated,
        ...next,
        ...(Delimiter !== "" && { Delimiter: encode(Delimiter) }),
        ...(input.EncodingType !== undefined && { EncodingType: input.EncodingType }),
        Versions: page.rows
          .filter(({ isMarker }) => !isMarker)
          .map((version) => ({
            ...present(version),
            ETag: quoted(version.etag),
            Size: version.size,
            StorageClass: "STANDARD" as const,
            ...(version.about.checksum !== null && {
              ChecksumAlgorithm: [version.about.checksum.algorithm],
              ChecksumType: version.about.checksum.type,
            }),
          })),
        DeleteMarkers: page.rows.filter(({ isMarker }) => isMarker).map(present),
        CommonPrefixes: page.groups.map((group) => ({ Prefix: encode(group) })),
      };
    },
  });

function startOf(s3: S3, bucket: string, key: string, versionId: string | undefined): Place {
  if (versionId === undefined || versionId === "") return key === "" ? beforeKey("") : afterKey(key);
  if (key === "")
    throw invalidArgument(
      "A version-id marker cannot be specified without a key marker.",
      "version-id-marker",
    );
  const version = s3.state.versions.get(bucket, key, versionId);
  // It may have been deleted since the page before: go on with the next key.
  return version === undefined ? afterKey(key) : { key, rank: version.rank };
}

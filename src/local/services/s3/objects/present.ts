import type { GetObjectOutput } from "@aws-sdk/client-s3";
import type { Bucket } from "../buckets/bucket.ts";
import { checksumMembers } from "../checksums/checksum.ts";
import { quoted } from "./etag.ts";
import { encodeMetadata } from "./header-text.ts";
import type { Version } from "./version.ts";

/** What GetObject and HeadObject tell of an object, beside its bytes. */
export function presentObject(
  version: Version,
  bucket: Bucket,
): Omit<GetObjectOutput, "Body" | "ContentLength"> {
  const { about } = version;
  const tagCount = Object.keys(about.tags).length;
  const { headers } = about;
  return {
    AcceptRanges: "bytes",
    LastModified: new Date(version.modifiedAt),
    ETag: quoted(version.etag),
    ...presentVersion(version, bucket),
    ...about.encryption,
    Metadata: Object.fromEntries(
      Object.entries(about.metadata).map(([name, value]) => [name, encodeMetadata(value)]),
    ),
    // The standard class goes without saying.
    ...(about.storageClass !== "STANDARD" && { StorageClass: about.storageClass }),
    ...(tagCount > 0 && { TagCount: tagCount }),
    ...headers,
  };
}

/** A bucket that has never been versioned does not speak of versions. */
export function presentVersion({ versionId }: Version, bucket: Bucket): { readonly VersionId?: string } {
  return bucket.versioning === null ? {} : { VersionId: versionId };
}

/** The checksum, where the client asks for it and gets the whole object. */
export function presentChecksum(version: Version, mode: string | undefined, isWhole: boolean) {
  return mode?.toUpperCase() === "ENABLED" && isWhole ? checksumMembers(version.about.checksum) : {};
}

import type { Access, Call } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { bucketAccess, objectAccess } from "../access.ts";
import type { Bucket } from "../buckets/bucket.ts";
import { invalidArgument, invalidRequest, noSuchBucket, noSuchKey } from "../errors.ts";
import type { S3 } from "../service-parts.ts";
import { findVersion } from "./find-version.ts";
import type { StoredVersion } from "./version.ts";

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/**
 * An `x-amz-copy-source` header: `bucket/key?versionId=id`, percent-encoded, with or without a leading slash.
 *
 * @throws WireError InvalidArgument
 */
export function readCopySource(header: string): CopySource {
  if (header.startsWith("arn:")) throw notSupportedHere("access points of S3");
  const [, path = "", versionId] = /^(.*?)(?:\?versionId=(.*))?$/s.exec(header) ?? [];
  let decoded: string;
  try {
    decoded = decodeURIComponent(path).replace(/^\//, "");
  } catch {
    throw invalidSource(header);
  }
  const slash = decoded.indexOf("/");
  if (slash < 1 || slash === decoded.length - 1) throw invalidSource(header);
  return { bucket: decoded.slice(0, slash), key: decoded.slice(slash + 1), versionId };
}

/**
 * @throws WireError NoSuchBucket, NoSuchKey; InvalidRequest where a delete marker is named
 */
export function findCopySource(s3: S3, { bucket, key, versionId }: CopySource): StoredVersion {
  if (s3.state.buckets.get(bucket) === undefined) throw noSuchBucket(bucket);
  if (versionId !== undefined && s3.state.versions.get(bucket, key, versionId)?.isMarker) {
    throw invalidRequest(
      "The source of a copy request may not specifically refer to a delete marker by version id.",
    );
  }
  const version = findVersion(s3.state, bucket, key, versionId);
  if (version.isMarker) throw noSuchKey(key);
  return version;
}

/** What a copy needs of its source. @param actions without version, with version */
export function copySourceAccess(s3: S3, header: string, withTags: boolean, call: Call): Access[] {
  const { bucket: name, key, versionId } = readCopySource(header);
  const bucket: Bucket | undefined = s3.state.buckets.get(name);
  if (bucket === undefined) throw noSuchBucket(name);
  const conditions = { "s3:VersionId": versionId };
  const kind = versionId === undefined ? "" : "Version";
  const access = (action: string) => objectAccess(action, bucket, key, call, conditions);
  const current = s3.state.versions.current(name, key);
  return [
    access(`s3:GetObject${kind}`),
    ...(withTags && current !== undefined && Object.keys(current.about.tags).length > 0
      ? [access(`s3:GetObject${kind}Tagging`)]
      : []),
    ...(current === undefined ? [bucketAccess("s3:ListBucket", bucket, call)] : []),
  ];
}

function invalidSource(header: string) {
  return invalidArgument(
    "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
    "x-amz-copy-source",
    header,
  );
}

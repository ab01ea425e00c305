import type { GetObjectOutput, GetObjectRequest } from "@aws-sdk/client-s3";
import type { Access, Call } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { bucketAccess } from "../access.ts";
import { type ByteRange, readRange } from "../body/range.ts";
import type { Bucket } from "../buckets/bucket.ts";
import { invalidPartNumber, invalidRequest } from "../errors.ts";
import type { S3 } from "../service-parts.ts";
import { findVersion } from "./find-version.ts";
import { checkHeaderText } from "./header-text.ts";
import { presentChecksum, presentObject } from "./present.ts";
import { checkReadConditions } from "./read-conditions.ts";
import type { StoredVersion } from "./version.ts";

export interface ReadObject {
  readonly version: StoredVersion;
  /** Null: all of it. */
  readonly range: ByteRange | null;
  readonly output: Omit<GetObjectOutput, "Body">;
}

/**
 * What GetObject and HeadObject have in common: which version, under which conditions, which bytes of it.
 *
 * @throws WireError
 */
export function readObject(s3: S3, bucket: Bucket, key: string, input: GetObjectRequest): ReadObject {
  if (input.SSECustomerAlgorithm !== undefined)
    throw notSupportedHere("customer-provided keys (SSE-C) of S3");
  const version = findVersion(s3.state, bucket.name, key, input.VersionId);
  checkReadConditions(version, input);
  const range = wantedRange(version, input);
  const { size } = version;
  const partsCount = version.content.parts?.length;
  return {
    version,
    range,
    output: {
      ...presentObject(version, bucket),
      ...presentChecksum(version, input.ChecksumMode, range === null),
      ...overrides(input),
      ContentLength: range === null ? size : range.last - range.first + 1,
      ...(range !== null && { ContentRange: `bytes ${range.first}-${range.last}/${size}` }),
      ...(input.PartNumber !== undefined && partsCount !== undefined && { PartsCount: partsCount }),
    },
  };
}

function wantedRange({ content, size }: StoredVersion, input: GetObjectRequest): ByteRange | null {
  if (input.PartNumber === undefined) return readRange(input.Range, size);
  if (input.Range !== undefined)
    throw invalidRequest("Cannot specify both Range header and partNumber query parameter");
  const parts = content.parts ?? [{ number: 1, size, checksum: null }];
  const part = parts[input.PartNumber - 1];
  if (part === undefined) throw invalidPartNumber(input.PartNumber, parts.length);
  if (part.size === 0) return null;
  const first = parts.slice(0, input.PartNumber - 1).reduce((sum, { size }) => sum + size, 0);
  return { first, last: first + part.size - 1 };
}

/** A signed request may ask for other headers than those that are kept. */
function overrides(input: GetObjectRequest): Partial<GetObjectOutput> {
  const wanted = {
    CacheControl: input.ResponseCacheControl,
    ContentDisposition: input.ResponseContentDisposition,
    ContentEncoding: input.ResponseContentEncoding,
    ContentLanguage: input.ResponseContentLanguage,
    ContentType: input.ResponseContentType,
    ExpiresString: input.ResponseExpires?.toUTCString(),
  };
  for (const [name, value] of Object.entries(wanted)) checkHeaderText(name, value);
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}

/**
 * Who may not list a bucket is not told whether an object is there: a missing one is then a 403.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_RequestSyntax ("Permissions")
 */
export function accessIfMissing(s3: S3, bucket: Bucket, key: string, call: Call): Access[] {
  const current = s3.state.versions.current(bucket.name, key);
  return current === undefined || current.isMarker ? [bucketAccess("s3:ListBucket", bucket, call)] : [];
}

/** `s3:ExistingObjectTag/<key>`, for policies. */
export function existingTags(s3: S3, bucket: string, key: string, versionId: string | undefined) {
  const { versions } = s3.state;
  const version =
    versionId === undefined ? versions.current(bucket, key) : versions.get(bucket, key, versionId);
  return Object.fromEntries(
    Object.entries(version?.about.tags ?? {}).map(([name, value]) => [`s3:ExistingObjectTag/${name}`, value]),
  );
}

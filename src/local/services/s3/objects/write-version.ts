import type { Bucket } from "../buckets/bucket.ts";
import { noSuchKey, preconditionFailed } from "../errors.ts";
import type { ObjectEvent } from "../events/event-sender.ts";
import type { S3 } from "../service-parts.ts";
import type { BlobUses } from "../state.ts";
import { etagMatches } from "./etag.ts";
import { type AboutObject, aboutNothing, type Content, type StoredVersion, type Version } from "./version.ts";

export interface NewObject {
  readonly key: string;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly about: AboutObject;
  readonly content: Content;
}

export interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/**
 * Makes an object the latest version of its key, in one transaction with everything that depends on it.
 *
 * @param before changes and checks ahead of it, in the same transaction
 * @throws WireError PreconditionFailed
 */
export function writeObject(
  s3: S3,
  bucket: Bucket,
  object: NewObject,
  conditions: WriteConditions,
  event: Omit<ObjectEvent, "bucket" | "key" | "version">,
  before: (uses: BlobUses) => void = () => {},
): StoredVersion {
  return s3.state.change((uses) => {
    checkWriteConditions(s3.state.versions.current(bucket.name, object.key), object.key, conditions);
    before(uses);
    const version = insert(s3, bucket, { ...object, isMarker: false }, uses);
    s3.events.send(bucket, { ...event, bucket: bucket.name, key: object.key, version });
    return version;
  });
}

/**
 * Puts a delete marker on top of a key.
 */
export function writeMarker(s3: S3, bucket: Bucket, key: string, uses: BlobUses): StoredVersion {
  const nothing = { size: 0, etag: "", about: aboutNothing, content: { segments: [], parts: null } };
  return insert(s3, bucket, { key, ...nothing, isMarker: true }, uses);
}

/** Removes one version for good. */
export function removeVersion(s3: S3, version: StoredVersion, uses: BlobUses): void {
  s3.state.versions.remove(version);
  s3.state.versions.settle(version.bucket, version.key);
  uses.drop(version.content.segments);
}

/**
 * @throws WireError PreconditionFailed; NoSuchKey where a version that must match is not there
 */
export function checkWriteConditions(
  current: Version | undefined,
  key: string,
  { IfMatch, IfNoneMatch }: WriteConditions,
): void {
  const exists = current !== undefined && !current.isMarker;
  if (IfMatch !== undefined) {
    if (!exists) throw noSuchKey(key);
    if (!etagMatches(IfMatch, current.etag)) throw preconditionFailed("If-Match");
  }
  if (IfNoneMatch !== undefined && exists && etagMatches(IfNoneMatch, current.etag)) {
    throw preconditionFailed("If-None-Match");
  }
}

function insert(
  { state, context }: S3,
  bucket: Bucket,
  object: NewObject & { readonly isMarker: boolean },
  uses: BlobUses,
): StoredVersion {
  const versionId = bucket.versioning === "Enabled" ? newVersionId(context.ids.hex(32)) : "null";
  const rank = state.versions.nextRank(bucket.name, object.key);
  uses.add(object.content.segments);
  if (versionId === "null") {
    const replaced = state.versions.get(bucket.name, object.key, "null");
    if (replaced !== undefined) {
      state.versions.remove(replaced);
      uses.drop(replaced.content.segments);
    }
  }
  const version: StoredVersion = {
    ...object,
    bucket: bucket.name,
    rank,
    versionId,
    isLatest: true,
    modifiedAt: Math.floor(context.clock.now() / 1000) * 1000,
  };
  state.versions.insert(version);
  state.versions.settle(bucket.name, object.key);
  return version;
}

/** 32 characters that need no escape in a URL, like AWS's. */
function newVersionId(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64url").padEnd(32, ".0_z");
}

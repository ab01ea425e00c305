import type { Bucket } from "../buckets/bucket.ts";
import { noSuchKey, preconditionFailed } from "../errors.ts";
import type { ObjectEvent } from "../events/event-sender.ts";
import type { S3 } from "../service-parts.ts";
import { etagMatches } from "./etag.ts";
import type { StoredVersion, Version } from "./version.ts";
import { removeVersion, writeMarker } from "./write-version.ts";

export interface Deletion {
  readonly key: string;
  /** Undefined: the current version, which versioning keeps below a delete marker. */
  readonly versionId?: string | undefined;
  readonly ifMatch?: string | undefined;
  readonly ifMatchSize?: number | undefined;
  readonly ifMatchLastModified?: Date | undefined;
}

export interface Deleted {
  /** A marker that was made or removed; null: neither. */
  readonly marker: Version | null;
  /** The version that was named and removed. */
  readonly versionId: string | undefined;
}

type Event = Pick<ObjectEvent, "requestId" | "requester" | "sourceIp">;

/**
 * Deletes as S3 does: without versioning for good, with it by a delete marker, and a named version for good. What is not
 * there is deleted without complaint.
 *
 * @throws WireError where a condition does not hold
 */
export function deleteObject(
  s3: S3,
  bucket: Bucket,
  deletion: Deletion,
  event: Event,
  kind: "ObjectRemoved" | "LifecycleExpiration" = "ObjectRemoved",
): Deleted {
  const { state, events } = s3;
  const { key, versionId } = deletion;
  return state.change((uses) => {
    const target =
      versionId === undefined
        ? state.versions.current(bucket.name, key)
        : state.versions.get(bucket.name, key, versionId);
    checkConditions(target, deletion);
    const tell = (name: "Delete" | "DeleteMarkerCreated", version: StoredVersion) =>
      events.send(bucket, { ...event, name: `${kind}:${name}`, bucket: bucket.name, key, version });
    if (versionId === undefined && bucket.versioning !== null) {
      const hidden = state.versions.get(bucket.name, key, "null");
      if (bucket.versioning === "Suspended" && hidden !== undefined) removeVersion(s3, hidden, uses);
      const marker = writeMarker(s3, bucket, key, uses);
      tell("DeleteMarkerCreated", marker);
      return { marker, versionId: undefined };
    }
    if (target === undefined) return { marker: null, versionId };
    removeVersion(s3, target, uses);
    tell("Delete", target);
    return { marker: target.isMarker ? target : null, versionId };
  });
}

function checkConditions(target: Version | undefined, deletion: Deletion): void {
  const { key, ifMatch, ifMatchSize, ifMatchLastModified } = deletion;
  if (ifMatch === undefined && ifMatchSize === undefined && ifMatchLastModified === undefined) return;
  if (target === undefined || target.isMarker) throw noSuchKey(key);
  const holds =
    (ifMatch === undefined || etagMatches(ifMatch, target.etag)) &&
    (ifMatchSize === undefined || ifMatchSize === target.size) &&
    (ifMatchLastModified === undefined || ifMatchLastModified.getTime() === target.modifiedAt);
  if (!holds) throw preconditionFailed("If-Match");
}

import { type Poller, poller } from "../../../kernel/poller.ts";
import type { Bucket } from "../buckets/bucket.ts";
import { deleteObject } from "../objects/delete-object.ts";
import type { Version } from "../objects/version.ts";
import { beforeKey } from "../objects/versions-table.ts";
import type { S3 } from "../service-parts.ts";
import { abortUpload } from "../uploads/abort-upload.ts";
import { type Due, dueAt, dueOf, type PlacedVersion } from "./due-versions.ts";

const day = 24 * 60 * 60 * 1000;
const minute = 60 * 1000;

/** Applies lifecycle rules. Everything falls due at midnight (UTC), so once a day is enough. */
export function lifecycleSweeper(s3: S3): Poller {
  let swept = -1;
  return poller(
    minute,
    () => {
      const today = Math.floor(s3.context.clock.now() / day);
      if (today === swept) return;
      sweepLifecycle(s3);
      swept = today;
    },
    (error) =>
      s3.context.log(
        `s3: lifecycle: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
  );
}

/** Expires, removes and aborts what is due in all buckets. */
export function sweepLifecycle(s3: S3): void {
  const now = s3.context.clock.now();
  for (const { value: bucket } of s3.state.buckets.list()) {
    if (bucket.lifecycle === null) continue;
    abortUploads(s3, bucket, now);
    for (const { version, due } of dueVersions(s3, bucket, now)) {
      deleteObject(
        s3,
        bucket,
        { key: version.key, versionId: due === "remove" ? version.versionId : undefined },
        { requestId: s3.context.ids.uuid(), requester: "s3.amazonaws.com", sourceIp: "127.0.0.1" },
        "LifecycleExpiration",
      );
    }
  }
}

function abortUploads(s3: S3, bucket: Bucket, now: number): void {
  for (const upload of s3.state.uploads.list(bucket.name)) {
    const isDue = (bucket.lifecycle ?? []).some(
      ({ Status, Filter, Prefix, AbortIncompleteMultipartUpload }) => {
        const days = AbortIncompleteMultipartUpload?.DaysAfterInitiation;
        const prefix = Filter?.And?.Prefix ?? Filter?.Prefix ?? Prefix ?? "";
        return (
          Status === "Enabled" &&
          days !== undefined &&
          upload.key.startsWith(prefix) &&
          dueAt(upload.initiatedAt, days) <= now
        );
      },
    );
    if (isDue) abortUpload(s3, upload.id);
  }
}

function dueVersions(s3: S3, bucket: Bucket, now: number): { version: Version; due: Due }[] {
  const due: { version: Version; due: Due }[] = [];
  for (const placed of placedVersions(s3.state.versions.after(bucket.name, beforeKey(""), null, false))) {
    const found = dueOf(placed, bucket.lifecycle ?? [], now);
    if (found !== null) due.push({ version: placed.version, due: found });
  }
  return due;
}

/** @param versions by key, newest first */
function* placedVersions(versions: Iterable<Version>): Generator<PlacedVersion> {
  let group: Version[] = [];
  const placed = (group: readonly Version[]): PlacedVersion[] =>
    group.map((version, index) => ({
      version,
      noncurrentSince: index === 0 ? null : (group[index - 1] as Version).modifiedAt,
      newerNoncurrent: Math.max(index - 1, 0),
      isAlone: group.length === 1,
    }));
  for (const version of versions) {
    if (group.length > 0 && group[0]?.key !== version.key) {
      yield* placed(group);
      group = [];
    }
    group.push(version);
  }
  yield* placed(group);
}

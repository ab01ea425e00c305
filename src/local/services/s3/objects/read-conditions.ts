import { notModified, preconditionFailed } from "../errors.ts";
import { etagMatches, quoted } from "./etag.ts";
import type { Version } from "./version.ts";

export interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

/**
 * Conditions of reads, in the order of RFC 7232: an ETag counts more than a date.
 *
 * @throws WireError PreconditionFailed (412) or NotModified (304)
 */
export function checkReadConditions(version: Version, conditions: ReadConditions): void {
  const failed = failedCondition(version, conditions);
  if (failed === null) return;
  if (failed === "If-Match" || failed === "If-Unmodified-Since") throw preconditionFailed(failed);
  throw notModified({
    etag: quoted(version.etag),
    "last-modified": new Date(version.modifiedAt).toUTCString(),
  });
}

/** Conditions on the source of a copy: whichever fails, it is a 412. */
export function checkCopyConditions(version: Version, conditions: ReadConditions): void {
  const failed = failedCondition(version, conditions);
  if (failed !== null) throw preconditionFailed(`x-amz-copy-source-${failed}`);
}

function failedCondition(
  { etag, modifiedAt }: Version,
  { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince }: ReadConditions,
): string | null {
  if (IfMatch !== undefined) {
    if (!etagMatches(IfMatch, etag)) return "If-Match";
  } else if (IfUnmodifiedSince !== undefined && modifiedAt > IfUnmodifiedSince.getTime()) {
    return "If-Unmodified-Since";
  }
  if (IfNoneMatch !== undefined) {
    if (etagMatches(IfNoneMatch, etag)) return "If-None-Match";
  } else if (IfModifiedSince !== undefined && modifiedAt <= IfModifiedSince.getTime()) {
    return "If-Modified-Since";
  }
  return null;
}

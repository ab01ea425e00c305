import type { LifecycleRule } from "@aws-sdk/client-s3";
import { own } from "../../../kernel/own.ts";
import type { Version } from "../objects/version.ts";

const day = 24 * 60 * 60 * 1000;

/** What a rule wants of a version. */
export type Due = "expire" | "remove";

/** A version together with its place among its key's. */
export interface PlacedVersion {
  readonly version: Version;
  /** Milliseconds since 1970 at which a newer one took its place; null: it is the latest. */
  readonly noncurrentSince: number | null;
  /** How many noncurrent versions are newer. */
  readonly newerNoncurrent: number;
  /** Is there no other version of the key? */
  readonly isAlone: boolean;
}

/**
 * What is due by a bucket's rules, per
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 *
 * @param now milliseconds since 1970
 * @returns null: nothing
 */
export function dueOf(placed: PlacedVersion, rules: readonly LifecycleRule[], now: number): Due | null {
  for (const rule of rules) {
    if (rule.Status !== "Enabled" || !applies(rule, placed.version)) continue;
    const due =
      placed.noncurrentSince === null ? dueCurrent(placed, rule, now) : dueNoncurrent(placed, rule, now);
    if (due !== null) return due;
  }
  return null;
}

/** The first midnight (UTC) after some days: when S3 acts. */
export function dueAt(since: number, days: number): number {
  return Math.ceil((since + days * day) / day) * day;
}

export function applies(rule: LifecycleRule, { key, size, about, isMarker }: Version): boolean {
  const { Filter } = rule;
  const and = Filter?.And;
  const prefix = and?.Prefix ?? Filter?.Prefix ?? rule.Prefix ?? "";
  const tags = and?.Tags ?? (Filter?.Tag === undefined ? [] : [Filter.Tag]);
  const above = and?.ObjectSizeGreaterThan ?? Filter?.ObjectSizeGreaterThan;
  const below = and?.ObjectSizeLessThan ?? Filter?.ObjectSizeLessThan;
  if (!key.startsWith(prefix)) return false;
  if (isMarker) return tags.length === 0;
  return (
    tags.every(({ Key = "", Value }) => own(about.tags, Key) === Value) &&
    (above === undefined || size > above) &&
    (below === undefined || size < below)
  );
}

function dueCurrent(
  { version, isAlone }: PlacedVersion,
  { Expiration }: LifecycleRule,
  now: number,
): Due | null {
  if (Expiration === undefined) return null;
  const { Days, Date: date, ExpiredObjectDeleteMarker } = Expiration;
  const isOver =
    (Days !== undefined && dueAt(version.modifiedAt, Days) <= now) ||
    (date !== undefined && new Date(date).getTime() <= now);
  // A marker that hides nothing any more.
  if (version.isMarker) return isAlone && (isOver || ExpiredObjectDeleteMarker) ? "remove" : null;
  return isOver ? "expire" : null;
}

function dueNoncurrent(
  { noncurrentSince, newerNoncurrent }: PlacedVersion,
  { NoncurrentVersionExpiration }: LifecycleRule,
  now: number,
): Due | null {
  if (NoncurrentVersionExpiration === undefined || noncurrentSince === null) return null;
  const { NoncurrentDays = 0, NewerNoncurrentVersions = 0 } = NoncurrentVersionExpiration;
  const isOver = dueAt(noncurrentSince, NoncurrentDays) <= now;
  return isOver && newerNoncurrent >= NewerNoncurrentVersions ? "remove" : null;
}

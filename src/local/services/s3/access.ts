import type { Access, Call, Caller } from "../../kernel/service.ts";
import type { Bucket } from "./buckets/bucket.ts";
import { accessDenied } from "./errors.ts";
import { bucketArn, objectArn } from "./names.ts";
import { refuseOldSignatures } from "./route.ts";

/** What a policy may look at, beside the action and the resource. */
export type Conditions = Readonly<Record<string, string | undefined>>;

/**
 * The access that an operation on a bucket needs, with the bucket's policy.
 *
 * @param action `s3:ListBucket`
 */
export function bucketAccess(
  action: string,
  bucket: Bucket,
  call: Call,
  conditions: Conditions = {},
): Access {
  return accessTo(bucketArn(bucket.name), action, bucket, call, conditions);
}

/** @param action `s3:GetObject` */
export function objectAccess(
  action: string,
  bucket: Bucket,
  key: string,
  call: Call,
  conditions: Conditions = {},
): Access {
  return accessTo(objectArn(bucket.name, key), action, bucket, call, conditions);
}

function accessTo(
  resource: string,
  action: string,
  bucket: Bucket,
  call: Call,
  conditions: Conditions,
): Access {
  const resourcePolicy = policyFor(bucket, call.caller);
  if (call.caller.kind === "anonymous") {
    if (call.request !== null) refuseOldSignatures(call.request);
    if (resourcePolicy === null) throw accessDenied();
  }
  const known = Object.entries({ ...requestConditions(call), ...conditions }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return {
    action,
    resource,
    conditions: Object.fromEntries(known),
    resourcePolicy,
  };
}

function requestConditions({ request, signature }: Call): Conditions {
  if (request === null) return {};
  return {
    "aws:SourceIp": request.sourceIp.replace(/^::ffff:/, ""),
    "aws:Referer": request.headers["referer"],
    "aws:UserAgent": request.headers["user-agent"],
    "s3:authType": signature === null ? undefined : authType(request.query, request.headers),
    "s3:signatureversion": signature === null ? undefined : "AWS4-HMAC-SHA256",
    "s3:x-amz-content-sha256": request.headers["x-amz-content-sha256"],
  };
}

function authType(query: URLSearchParams, headers: Readonly<Record<string, string>>): string {
  if (headers["authorization"] !== undefined) return "REST-HEADER";
  return query.has("X-Amz-Signature") ? "REST-QUERY-STRING" : "POST";
}

/** "Restrict public buckets": what a policy gives to everybody counts for the account and AWS's services alone. */
function policyFor(bucket: Bucket, caller: Caller): string | null {
  if (caller.kind === "anonymous" && bucket.publicAccess?.RestrictPublicBuckets) return null;
  return bucket.policy;
}

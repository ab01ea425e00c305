import type { PutObjectRequest } from "@aws-sdk/client-s3";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import type { Bucket } from "../buckets/bucket.ts";
import { invalidArgument, invalidRequest } from "../errors.ts";
import { parseTagging } from "../tags.ts";
import { checkHeaderText, decodeHeaderText } from "./header-text.ts";
import type { AboutObject, ObjectEncryption, ObjectHeaders } from "./version.ts";

/** The members that PutObject, CopyObject and CreateMultipartUpload share. */
export type AboutInput = Pick<
  PutObjectRequest,
  | "ACL"
  | "BucketKeyEnabled"
  | "CacheControl"
  | "ContentDisposition"
  | "ContentEncoding"
  | "ContentLanguage"
  | "ContentType"
  | "GrantFullControl"
  | "GrantRead"
  | "GrantReadACP"
  | "GrantWriteACP"
  | "Metadata"
  | "ObjectLockLegalHoldStatus"
  | "ObjectLockMode"
  | "ObjectLockRetainUntilDate"
  | "SSECustomerAlgorithm"
  | "SSECustomerKey"
  | "SSEKMSEncryptionContext"
  | "SSEKMSKeyId"
  | "ServerSideEncryption"
  | "StorageClass"
  | "Tagging"
  | "WebsiteRedirectLocation"
> & { readonly Expires?: Date | string | undefined; readonly ExpiresString?: string | undefined };

/** Bytes of all names and values of user metadata together. */
const largestMetadata = 2048;
const storageClasses = new Set([
  "STANDARD",
  "REDUCED_REDUNDANCY",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "GLACIER",
  "DEEP_ARCHIVE",
  "GLACIER_IR",
]);

/**
 * What a request says of a new object, beside its bytes.
 *
 * @throws WireError
 */
export function aboutOf(input: AboutInput, bucket: Bucket): AboutObject {
  refuseUnsupported(input, bucket);
  const metadata = metadataOf(input.Metadata);
  const size = Object.entries(metadata).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  );
  if (size > largestMetadata) {
    throw new WireError(
      "MetadataTooLarge",
      "Your metadata headers exceed the maximum allowed metadata size",
      400,
      { Size: size, MaxSizeAllowed: largestMetadata },
    );
  }
  const storageClass = input.StorageClass ?? "STANDARD";
  if (!storageClasses.has(storageClass)) {
    throw new WireError("InvalidStorageClass", "The storage class you specified is not valid", 400, {
      StorageClassRequested: storageClass,
    });
  }
  return {
    headers: headersOf(input),
    metadata,
    storageClass,
    encryption: encryptionOf(input, bucket),
    tags: input.Tagging === undefined ? {} : parseTagging(input.Tagging),
    checksum: null,
  };
}

function metadataOf(given: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      checkHeaderText(`x-amz-meta-${name}`, value);
      return [name.toLowerCase(), decodeHeaderText(value)];
    }),
  );
}

function headersOf(input: AboutInput): ObjectHeaders {
  const expires = input.ExpiresString ?? input.Expires;
  // "aws-chunked" is a coding of the transfer, not of what is kept.
  const encoding = input.ContentEncoding?.split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "aws-chunked" && coding !== "")
    .join(",");
  const headers: ObjectHeaders = {
    CacheControl: input.CacheControl,
    ContentDisposition: input.ContentDisposition,
    ContentEncoding: encoding === "" ? undefined : encoding,
    ContentLanguage: input.ContentLanguage,
    ContentType: input.ContentType ?? "binary/octet-stream",
    ExpiresString: expires instanceof Date ? expires.toUTCString() : expires,
    WebsiteRedirectLocation: input.WebsiteRedirectLocation,
  };
  for (const [name, value] of Object.entries(headers)) checkHeaderText(name, value);
  return headers;
}

/** What the request asks for, or the bucket's default. */
function encryptionOf(input: AboutInput, bucket: Bucket): ObjectEncryption {
  const byDefault = bucket.encryption[0];
  const asked = input.ServerSideEncryption;
  if (asked === undefined) {
    const rule = byDefault?.ApplyServerSideEncryptionByDefault;
    const algorithm = readEncryption(rule?.SSEAlgorithm ?? "AES256");
    return withKey(algorithm, rule?.KMSMasterKeyID, byDefault?.BucketKeyEnabled);
  }
  const algorithm = readEncryption(asked);
  if (algorithm === "AES256" && input.SSEKMSKeyId !== undefined) {
    throw invalidArgument(
      "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
      "x-amz-server-side-encryption",
      asked,
    );
  }
  return withKey(algorithm, input.SSEKMSKeyId, input.BucketKeyEnabled ?? byDefault?.BucketKeyEnabled);
}

function withKey(
  algorithm: ObjectEncryption["ServerSideEncryption"],
  key: string | undefined,
  bucketKey: boolean | undefined,
): ObjectEncryption {
  if (algorithm === "AES256") return { ServerSideEncryption: algorithm };
  return {
    ServerSideEncryption: algorithm,
    SSEKMSKeyId: key ?? "alias/aws/s3",
    ...(bucketKey ? { BucketKeyEnabled: true } : {}),
  };
}

export function readEncryption(text: string): ObjectEncryption["ServerSideEncryption"] {
  if (text === "AES256" || text === "aws:kms" || text === "aws:kms:dsse") return text;
  throw invalidArgument(
    "The encryption method specified is not supported",
    "x-amz-server-side-encryption",
    text,
  );
}

function refuseUnsupported(input: AboutInput, bucket: Bucket): void {
  if (input.SSECustomerAlgorithm !== undefined || input.SSECustomerKey !== undefined)
    throw notSupportedHere("customer-provided keys (SSE-C) of S3");
  if (input.ObjectLockMode ?? input.ObjectLockLegalHoldStatus ?? input.ObjectLockRetainUntilDate)
    throw invalidRequest("Bucket is missing Object Lock Configuration");
  const grants = [input.GrantFullControl, input.GrantRead, input.GrantReadACP, input.GrantWriteACP];
  refuseAcl(
    input.ACL,
    grants.some((grant) => grant !== undefined),
    bucket.ownership,
  );
}

/**
 * ACLs are off in every bucket that AWS makes today. What changes nothing is let through, as there.
 *
 * @throws WireError AccessControlListNotSupported
 */
export function refuseAcl(acl: string | undefined, hasGrants: boolean, ownership: Bucket["ownership"]): void {
  if (!hasGrants && (acl === undefined || acl === "private" || acl === "bucket-owner-full-control")) return;
  if (ownership === "BucketOwnerEnforced" || ownership === null) {
    throw new WireError("AccessControlListNotSupported", "The bucket does not allow ACLs", 400);
  }
  throw notSupportedHere(`access control lists of S3 (${acl ?? "grants"})`);
}

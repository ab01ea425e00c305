import { notSupportedHere } from "../../kernel/wire-error.ts";
import type { RequestHead } from "../../protocols/http-message.ts";
import type { Match } from "../../protocols/routes.ts";
import { type Address, addressOf } from "./addressing.ts";
import { accessDenied, invalidRequest, methodNotAllowed } from "./errors.ts";

type Table = Readonly<
  Record<string, { readonly plain?: string; readonly sub: Readonly<Record<string, string>> }>
>;

const ofBuckets: Table = {
  GET: {
    plain: "ListObjects",
    sub: {
      acl: "GetBucketAcl",
      cors: "GetBucketCors",
      encryption: "GetBucketEncryption",
      lifecycle: "GetBucketLifecycleConfiguration",
      location: "GetBucketLocation",
      logging: "GetBucketLogging",
      notification: "GetBucketNotificationConfiguration",
      ownershipControls: "GetBucketOwnershipControls",
      policy: "GetBucketPolicy",
      publicAccessBlock: "GetPublicAccessBlock",
      tagging: "GetBucketTagging",
      uploads: "ListMultipartUploads",
      versioning: "GetBucketVersioning",
      versions: "ListObjectVersions",
    },
  },
  HEAD: { plain: "HeadBucket", sub: {} },
  PUT: {
    plain: "CreateBucket",
    sub: {
      cors: "PutBucketCors",
      encryption: "PutBucketEncryption",
      lifecycle: "PutBucketLifecycleConfiguration",
      logging: "PutBucketLogging",
      notification: "PutBucketNotificationConfiguration",
      ownershipControls: "PutBucketOwnershipControls",
      policy: "PutBucketPolicy",
      publicAccessBlock: "PutPublicAccessBlock",
      tagging: "PutBucketTagging",
      versioning: "PutBucketVersioning",
    },
  },
  POST: { sub: { delete: "DeleteObjects" } },
  DELETE: {
    plain: "DeleteBucket",
    sub: {
      cors: "DeleteBucketCors",
      encryption: "DeleteBucketEncryption",
      lifecycle: "DeleteBucketLifecycle",
      policy: "DeleteBucketPolicy",
      publicAccessBlock: "DeletePublicAccessBlock",
      tagging: "DeleteBucketTagging",
    },
  },
};

const ofObjects: Table = {
  GET: {
    plain: "GetObject",
    sub: { tagging: "GetObjectTagging", attributes: "GetObjectAttributes", uploadId: "ListParts" },
  },
  HEAD: { plain: "HeadObject", sub: {} },
  PUT: { plain: "PutObject", sub: { tagging: "PutObjectTagging", uploadId: "UploadPart" } },
  POST: { sub: { uploads: "CreateMultipartUpload", uploadId: "CompleteMultipartUpload" } },
  DELETE: {
    plain: "DeleteObject",
    sub: { tagging: "DeleteObjectTagging", uploadId: "AbortMultipartUpload" },
  },
};

/** Every sub-resource that AWS has: one that the tables lack must not be taken for a plain request. */
const subResources = new Set(
  `abac accelerate acl analytics annotation annotations attributes cors delete encryption intelligent-tiering inventory
  legal-hold lifecycle location logging metadataAnnotationTable metadataConfiguration metadataInventoryTable
  metadataJournalTable metadataTable metrics notification object-lock ownershipControls policy policyStatus
  publicAccessBlock renameObject replication requestPayment restore retention select session tagging torrent
  uploadId uploads versioning versions website`.split(/\s+/),
);

/**
 * Which operation a request means: by host or path, method, sub-resource and, for copies, a header.
 *
 * @throws WireError where AWS has such a sub-resource and this cloud does not
 */
export function routeOf(head: RequestHead): Match {
  const address = addressOf(head);
  const operation = operationOf(head, address);
  const { bucket, key } = address;
  return {
    operation,
    labels: { ...(bucket === null ? {} : { Bucket: bucket }), ...(key === null ? {} : { Key: key }) },
    headers: hoistedHeaders(head),
  };
}

function operationOf({ method, query, headers }: RequestHead, { bucket, key }: Address): string {
  if (bucket === null) {
    if (method === "GET") return "ListBuckets";
    throw methodNotAllowed(method, "SERVICE");
  }
  const table = (key === null ? ofBuckets : ofObjects)[method];
  const sub = [...query.keys()].find((name) => subResources.has(name));
  const operation = sub === undefined ? table?.plain : table?.sub[sub];
  if (operation === undefined) {
    if (sub !== undefined)
      throw notSupportedHere(`${method} ?${sub} of S3 ${key === null ? "buckets" : "objects"}`);
    throw methodNotAllowed(method, key === null ? "BUCKET" : "OBJECT");
  }
  if (operation === "ListObjects" && query.get("list-type") === "2") return "ListObjectsV2";
  if (headers["x-amz-copy-source"] === undefined) return operation;
  return operation === "PutObject" ? "CopyObject" : operation === "UploadPart" ? "UploadPartCopy" : operation;
}

/**
 * A presigned URL may carry `x-amz-` headers in its query. Headers that are sent beside it must be among the signed.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 *
 * @throws WireError AccessDenied
 */
function hoistedHeaders({ query, headers }: RequestHead): Record<string, string> {
  if (!query.has("X-Amz-Signature")) return {};
  const signed = new Set((query.get("X-Amz-SignedHeaders") ?? "").toLowerCase().split(";"));
  const unsigned = Object.keys(headers).filter((name) => name.startsWith("x-amz-") && !signed.has(name));
  if (unsigned.length > 0 && unsigned.some((name) => name !== "x-amz-content-sha256")) {
    throw accessDenied("There were headers present in the request which were not signed", {
      HeadersNotSigned: unsigned.join(", "),
    });
  }
  return Object.fromEntries(
    [...query]
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => name.startsWith("x-amz-") && !partsOfSignature.has(name)),
  );
}

const partsOfSignature = new Set(
  ["algorithm", "credential", "date", "expires", "security-token", "signature", "signedheaders"].map(
    (name) => `x-amz-${name}`,
  ),
);

/**
 * Is an unsigned request for S3? Only where the bucket exists: nothing else says so.
 */
export function claims(head: RequestHead, isBucket: (name: string) => boolean): boolean {
  const { bucket } = addressOf(head);
  return bucket !== null && isBucket(bucket);
}

/**
 * Signatures of version 2, which AWS's newer regions do not take either.
 *
 * @throws WireError InvalidRequest
 */
export function refuseOldSignatures({ query, headers }: RequestHead): void {
  const isOld =
    (query.has("AWSAccessKeyId") && query.has("Signature")) || /^AWS /.test(headers["authorization"] ?? "");
  if (!isOld) return;
  throw invalidRequest(
    "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.",
  );
}

/** Objects, parts and forms may be larger than memory; everything else is a small document. */
export function isStreamed(head: RequestHead, isBucket: (name: string) => boolean): boolean {
  if (head.method !== "PUT" && head.method !== "POST") return false;
  const scope = head.headers["authorization"] ?? head.query.get("X-Amz-Credential") ?? "";
  if (!scope.includes("/s3/aws4_request") && (scope !== "" || !claims(head, isBucket))) return false;
  const address = addressOf(head);
  if (head.method === "POST") return address.key === null && isForm(head.headers);
  if (address.key === null || head.headers["x-amz-copy-source"] !== undefined) return false;
  const sub = [...head.query.keys()].find((name) => subResources.has(name));
  return sub === undefined || sub === "uploadId";
}

export function isForm(headers: RequestHead["headers"]): boolean {
  return headers["content-type"]?.toLowerCase().startsWith("multipart/form-data") ?? false;
}

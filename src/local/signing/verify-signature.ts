import { hash, timingSafeEqual } from "node:crypto";
import { WireError } from "../kernel/wire-error.ts";
import type { HttpRequest } from "../protocols/http-message.ts";
import { canonicalRequest } from "./canonical-request.ts";
import { type SecretOf, signingKey } from "./signing-keys.ts";

/** What a verified signature says. */
export interface Signature {
  readonly accessKeyId: string;
  readonly sessionToken: string | null;
  readonly region: string;
  /** The service the client signed for: `dynamodb`. */
  readonly service: string;
  /** For the signatures of chunks that follow in a streamed body. */
  readonly signingKey: Buffer;
  readonly signature: string;
  readonly timestamp: string;
  readonly scope: string;
}

interface Claim {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly timestamp: string;
  readonly sessionToken: string | null;
  /** Seconds a presigned URL lives; null: signed by header. */
  readonly expires: number | null;
}

const algorithm = "AWS4-HMAC-SHA256";
const skewMilliseconds = 15 * 60 * 1000;
const longestPresignedSeconds = 7 * 24 * 60 * 60;

/**
 * What a request claims of itself, unverified: enough to route it by its credential scope.
 *
 * @returns null where the request is not signed
 * @throws WireError where it is signed, but wrongly formed
 */
export function claimedScope(request: HttpRequest): { service: string; region: string } | null {
  const claim = readClaim(request);
  return claim === null ? null : { service: claim.service, region: claim.region };
}

/**
 * Verifies a SigV4 signature, in the Authorization header or in the query string.
 *
 * @param secretOf finds the secret of an access key; null: no such key
 * @param now milliseconds since 1970
 * @returns null where the request is not signed at all
 * @throws WireError with AWS's own codes: InvalidClientTokenId, SignatureDoesNotMatch, RequestExpired...
 */
export function verifySignature(request: HttpRequest, secretOf: SecretOf, now: number): Signature | null {
  const claim = readClaim(request);
  if (claim === null) return null;
  const secret = secretOf(claim.accessKeyId, claim.sessionToken);
  if (secret === null) throw unknownKey(claim);
  checkTime(claim, now);
  const scope = `${claim.date}/${claim.region}/${claim.service}/aws4_request`;
  const canonical = canonicalRequest(
    request,
    claim.signedHeaders,
    payloadHash(request, claim),
    claim.service,
  );
  const toSign = [algorithm, claim.timestamp, scope, sha256(canonical)].join("\n");
  const { bytes, sign } = signingKey(secretOf, secret, claim);
  const expected = sign(toSign);
  if (!sameText(expected, claim.signature)) {
    throw new WireError(
      claim.service === "s3" ? "SignatureDoesNotMatch" : "InvalidSignatureException",
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.",
      403,
    );
  }
  checkBodyHash(request, claim);
  return { ...claim, signingKey: bytes, scope };
}

function readClaim(request: HttpRequest): Claim | null {
  const header = request.headers["authorization"];
  if (header?.startsWith(algorithm)) return readHeaderClaim(request, header);
  if (request.query.get("X-Amz-Algorithm") === algorithm) return readQueryClaim(request);
  return null;
}

function readHeaderClaim(request: HttpRequest, header: string): Claim {
  const parts = /Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)/.exec(header);
  if (parts === null) {
    throw new WireError(
      "IncompleteSignature",
      "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.",
      400,
    );
  }
  const timestamp = request.headers["x-amz-date"] ?? "";
  if (!/^\d{8}T\d{6}Z$/.test(timestamp)) {
    throw new WireError(
      "IncompleteSignature",
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
      400,
    );
  }
  const scope = readScope(parts[1] as string);
  const signedHeaders = (parts[2] as string).split(";");
  return {
    ...scope,
    signedHeaders,
    signature: parts[3] as string,
    timestamp,
    sessionToken: request.headers["x-amz-security-token"] ?? null,
    expires: null,
  };
}

function readQueryClaim(request: HttpRequest): Claim {
  const need = (name: string) => {
    const value = request.query.get(name);
    if (value === null)
      throw new WireError(
        "AuthorizationQueryParametersError",
        `Query-string authentication requires the ${name} parameter.`,
        400,
      );
    return value;
  };
  const expires = Number(need("X-Amz-Expires"));
  if (!(expires > 0 && expires <= longestPresignedSeconds)) {
    throw new WireError(
      "AuthorizationQueryParametersError",
      "X-Amz-Expires must be between 1 and 604800 seconds",
      400,
    );
  }
  return {
    ...readScope(need("X-Amz-Credential")),
    signedHeaders: need("X-Amz-SignedHeaders").split(";"),
    signature: need("X-Amz-Signature"),
    timestamp: need("X-Amz-Date"),
    sessionToken: request.query.get("X-Amz-Security-Token"),
    expires,
  };
}

function readScope(credential: string) {
  const [accessKeyId, date, region, service, terminator] = credential.split("/");
  if (!accessKeyId || !date || !region || !service || terminator !== "aws4_request") {
    throw new WireError(
      "IncompleteSignature",
      `Credential must be of the form key/date/region/service/aws4_request, got ${credential}`,
      400,
    );
  }
  return { accessKeyId, date, region, service };
}

function checkTime(claim: Claim, now: number): void {
  const signedAt = readTime(claim.timestamp);
  const code = claim.service === "s3" ? "RequestTimeTooSkewed" : "RequestExpired";
  if (Number.isNaN(signedAt) || signedAt > now + skewMilliseconds) {
    throw new WireError(
      code,
      "The difference between the request time and the current time is too large.",
      403,
    );
  }
  const livesFor = claim.expires === null ? skewMilliseconds : claim.expires * 1000;
  if (signedAt + livesFor < now) {
    throw claim.expires === null
      ? new WireError(code, "The difference between the request time and the current time is too large.", 403)
      : new WireError("AccessDenied", "Request has expired", 403);
  }
}

/** Milliseconds since 1970 of `20260131T235959Z`; NaN where it is no such text. */
function readTime(text: string): number {
  if (!/^\d{8}T\d{6}Z$/.test(text)) return Number.NaN;
  const part = (from: number, to: number) => Number(text.slice(from, to));
  return Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(9, 11), part(11, 13), part(13, 15));
}

function payloadHash(request: HttpRequest, claim: Claim): string {
  const declared = request.headers["x-amz-content-sha256"];
  if (declared !== undefined) return declared;
  if (claim.expires !== null && claim.service === "s3") return "UNSIGNED-PAYLOAD";
  return sha256(request.body ?? "");
}

/** The signature covers the declared hash; the body must have it, too. */
function checkBodyHash(request: HttpRequest, claim: Claim): void {
  const declared = request.headers["x-amz-content-sha256"];
  if (declared === undefined || request.body === null || !/^[0-9a-f]{64}$/.test(declared)) return;
  if (sha256(request.body) === declared) return;
  throw new WireError(
    claim.service === "s3" ? "XAmzContentSHA256Mismatch" : "InvalidSignatureException",
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    400,
  );
}

function unknownKey(claim: Claim): WireError {
  if (claim.service === "s3") {
    return new WireError(
      "InvalidAccessKeyId",
      "The AWS Access Key Id you provided does not exist in our records.",
      403,
    );
  }
  return new WireError(
    "UnrecognizedClientException",
    "The security token included in the request is invalid.",
    403,
  );
}

function sha256(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

import { WireError } from "../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */

export const noSuchBucket = (BucketName: string) =>
  new WireError("NoSuchBucket", "The specified bucket does not exist", 404, { BucketName });

export const noSuchKey = (Key: string, headers: Readonly<Record<string, string>> = {}) =>
  new WireError("NoSuchKey", "The specified key does not exist.", 404, { Key }, headers);

export const noSuchVersion = (Key: string, VersionId: string) =>
  new WireError("NoSuchVersion", "The specified version does not exist.", 404, { Key, VersionId });

export const noSuchUpload = (UploadId: string) =>
  new WireError(
    "NoSuchUpload",
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    404,
    { UploadId },
  );

export const methodNotAllowed = (
  Method: string,
  ResourceType: string,
  headers: Readonly<Record<string, string>> = {},
) =>
  new WireError(
    "MethodNotAllowed",
    "The specified method is not allowed against this resource.",
    405,
    { Method, ResourceType },
    headers,
  );

export const preconditionFailed = (Condition: string) =>
  new WireError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412, {
    Condition,
  });

export const notModified = (headers: Readonly<Record<string, string>>) =>
  new WireError("NotModified", "Not Modified", 304, {}, headers);

export const invalidRange = (RangeRequested: string, ActualObjectSize: number) =>
  new WireError(
    "InvalidRange",
    "The requested range is not satisfiable",
    416,
    { RangeRequested, ActualObjectSize },
    { "content-range": `bytes */${ActualObjectSize}` },
  );

export const invalidPartNumber = (PartNumberRequested: number, ActualPartCount: number) =>
  new WireError("InvalidPartNumber", "The requested partnumber is not satisfiable", 416, {
    PartNumberRequested,
    ActualPartCount,
  });

export const invalidArgument = (message: string, ArgumentName?: string, ArgumentValue?: string) =>
  new WireError("InvalidArgument", message, 400, {
    ...(ArgumentName === undefined ? {} : { ArgumentName }),
    ...(ArgumentValue === undefined ? {} : { ArgumentValue }),
  });

export const invalidRequest = (message: string) => new WireError("InvalidRequest", message, 400);

export const malformedXml = () =>
  new WireError(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
    400,
  );

export const invalidUri = () => new WireError("InvalidURI", "Couldn't parse the specified URI.", 400);

export const keyTooLong = (Size: number) =>
  new WireError("KeyTooLongError", "Your key is too long", 400, { Size, MaxSizeAllowed: 1024 });

export const badDigest = (what: string) =>
  new WireError(
    "BadDigest",
    what === "Content-MD5"
      ? "The Content-MD5 you specified did not match what we received."
      : `The ${what} you specified did not match the calculated checksum.`,
    400,
  );

export const invalidDigest = (digest: string) =>
  new WireError("InvalidDigest", "The Content-MD5 you specified was invalid.", 400, {
    "Content-MD5": digest,
  });

export const contentHashMismatch = (client: string, computed: string) =>
  new WireError(
    "XAmzContentSHA256Mismatch",
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    400,
    { ClientComputedContentSHA256: client, S3ComputedContentSHA256: computed },
  );

export const incompleteBody = () =>
  new WireError(
    "IncompleteBody",
    "You did not provide the number of bytes specified by the Content-Length HTTP header",
    400,
  );

export const missingContentLength = () =>
  new WireError("MissingContentLength", "You must provide the Content-Length HTTP header.", 411);

export const malformedTrailer = () =>
  new WireError(
    "MalformedTrailerError",
    "The request contained trailing data that was not well-formed or did not conform to our published schema.",
    400,
  );

export const signatureDoesNotMatch = () =>
  new WireError(
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
    403,
  );

export const accessDenied = (message = "Access Denied", members: Readonly<Record<string, unknown>> = {}) =>
  new WireError("AccessDenied", message, 403, members);

export const entityTooLarge = (ProposedSize: number, MaxSizeAllowed: number) =>
  new WireError("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", 400, {
    ProposedSize,
    MaxSizeAllowed,
  });

export const entityTooSmall = (ProposedSize: number, MinSizeAllowed: number, members: object = {}) =>
  new WireError("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", 400, {
    ProposedSize,
    MinSizeAllowed,
    ...members,
  });

export const invalidPart = (UploadId: string, PartNumber: number, ETag: string) =>
  new WireError(
    "InvalidPart",
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    400,
    { UploadId, PartNumber, ETag },
  );

export const invalidPartOrder = (UploadId: string) =>
  new WireError(
    "InvalidPartOrder",
    "The list of parts was not in ascending order. Parts must be ordered by part number.",
    400,
    { UploadId },
  );

/** A configuration that a bucket does not have: each kind has a code of its own. */
export const noConfiguration = (code: string, message: string, BucketName: string) =>
  new WireError(code, message, 404, { BucketName });

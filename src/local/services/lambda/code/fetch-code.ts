import type { FunctionCode } from "@aws-sdk/client-lambda";
import type { Caller, ServiceContext } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { invalidParameter } from "../errors.ts";

const largestDirect = 52_428_800;

/**
 * The bytes of a function's zip file, from the request or from S3 with the caller's own permissions.
 *
 * @throws WireError InvalidParameterValueException
 */
export async function fetchCode(
  code: FunctionCode,
  caller: Caller,
  context: ServiceContext,
): Promise<Uint8Array> {
  if (code.ImageUri !== undefined) throw notSupportedHere("Lambda functions from container images");
  if (code.ZipFile !== undefined) {
    if (code.ZipFile.length > largestDirect)
      throw new WireError(
        "RequestEntityTooLargeException",
        "Request must be smaller than 70167211 bytes",
        413,
      );
    return code.ZipFile;
  }
  if (code.S3Bucket === undefined || code.S3Key === undefined)
    throw invalidParameter("Please provide a source for function code.");
  try {
    const { Body } = await context.call(
      "s3",
      "GetObject",
      { Bucket: code.S3Bucket, Key: code.S3Key, VersionId: code.S3ObjectVersion },
      caller,
    );
    return await bytesOf(Body);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    throw invalidParameter(
      `Error occurred while GetObject. S3 Error Code: ${error.code}. S3 Error Message: ${error.message}`,
    );
  }
}

async function bytesOf(body: unknown): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  if (typeof body === "string") return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

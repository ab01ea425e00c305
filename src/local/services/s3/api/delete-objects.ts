import type {
  DeletedObject,
  DeleteObjectsOutput,
  DeleteObjectsRequest,
  ObjectIdentifier,
  _Error as ReportedError,
} from "@aws-sdk/client-s3";
import type { Call, Operation } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { objectAccess } from "../access.ts";
import { verifyDocument } from "../body/verify-document.ts";
import type { Bucket } from "../buckets/bucket.ts";
import { malformedXml, noSuchBucket } from "../errors.ts";
import { eventBy } from "../events/event-by.ts";
import { checkKey } from "../names.ts";
import { deleteObject } from "../objects/delete-object.ts";
import { existingTags } from "../objects/read-object.ts";
import type { S3 } from "../service-parts.ts";

const mostAtOnce = 1000;

/**
 * Each object is allowed or denied for itself: the answer as a whole is always a success.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export const deleteObjects = (s3: S3): Operation<DeleteObjectsRequest, DeleteObjectsOutput> => ({
  access(input, call) {
    const bucket = s3.state.buckets.get(input.Bucket ?? "");
    if (bucket === undefined) throw noSuchBucket(input.Bucket ?? "");
    // Who has signed may ask; nobody else can be told object by object.
    return call.caller.kind === "anonymous"
      ? (input.Delete?.Objects ?? []).map((object) => accessTo(s3, bucket, object, call))
      : [];
  },

  handle(input, call) {
    const bucket = s3.state.buckets.get(input.Bucket ?? "");
    if (bucket === undefined) throw noSuchBucket(input.Bucket ?? "");
    const objects = input.Delete?.Objects ?? [];
    if (!verifyDocument(call) && call.request !== null) {
      throw new WireError(
        "InvalidRequest",
        "Missing required header for this request: Content-MD5 OR x-amz-checksum-*",
        400,
      );
    }
    if (objects.length === 0 || objects.length > mostAtOnce) throw malformedXml();
    if (objects.some(({ Key }) => Key === undefined || Key === "")) throw malformedXml();
    const Deleted: DeletedObject[] = [];
    const Errors: ReportedError[] = [];
    for (const object of objects) {
      const result = attempt(s3, bucket, object, call);
      if (result instanceof WireError) Errors.push(presentError(object, result));
      else if (!input.Delete?.Quiet) Deleted.push(result);
    }
    return { Deleted, Errors };
  },
});

function attempt(s3: S3, bucket: Bucket, object: ObjectIdentifier, call: Call): DeletedObject | WireError {
  const Key = object.Key ?? "";
  try {
    checkKey(Key);
    s3.context.identities.check(call.caller, accessTo(s3, bucket, object, call));
    const { marker, versionId } = deleteObject(
      s3,
      bucket,
      {
        key: Key,
        versionId: object.VersionId,
        ifMatch: object.ETag,
        ifMatchSize: object.Size,
        ifMatchLastModified: object.LastModifiedTime,
      },
      eventBy("ObjectRemoved:Delete", call),
    );
    return {
      Key,
      ...(versionId !== undefined && { VersionId: versionId }),
      ...(marker !== null && { DeleteMarker: true, DeleteMarkerVersionId: marker.versionId }),
    };
  } catch (error) {
    if (error instanceof WireError) return error;
    throw error;
  }
}

function accessTo(s3: S3, bucket: Bucket, { Key = "", VersionId }: ObjectIdentifier, call: Call) {
  const action = VersionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion";
  return objectAccess(action, bucket, Key, call, {
    "s3:VersionId": VersionId,
    ...existingTags(s3, bucket.name, Key, VersionId),
  });
}

function presentError({ Key, VersionId }: ObjectIdentifier, error: WireError): ReportedError {
  return {
    Key,
    ...(VersionId !== undefined && { VersionId }),
    Code: error.code === "AccessDeniedException" ? "AccessDenied" : error.code,
    Message: error.message,
  };
}

import type { DeleteObjectOutput, DeleteObjectRequest } from "@aws-sdk/client-s3";
import { invalidRequest } from "../errors.ts";
import { eventBy } from "../events/event-by.ts";
import { deleteObject as deleteOne } from "../objects/delete-object.ts";
import { existingTags } from "../objects/read-object.ts";
import { onObject } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html */
export const deleteObject = (s3: S3) =>
  onObject<DeleteObjectRequest, DeleteObjectOutput>(s3, {
    actions: ({ VersionId }) => [VersionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion"],
    conditions: ({ Key = "", VersionId }, { name }) => ({
      "s3:VersionId": VersionId,
      ...existingTags(s3, name, Key, VersionId),
    }),

    handle(bucket, key, input, call) {
      if (input.BypassGovernanceRetention)
        throw invalidRequest("Bucket is missing Object Lock Configuration");
      const { marker, versionId } = deleteOne(
        s3,
        bucket,
        {
          key,
          versionId: input.VersionId,
          ifMatch: input.IfMatch,
          ifMatchSize: input.IfMatchSize,
          ifMatchLastModified: input.IfMatchLastModifiedTime,
        },
        eventBy("ObjectRemoved:Delete", call),
      );
      const id = versionId ?? marker?.versionId;
      return {
        ...(marker !== null && { DeleteMarker: true }),
        ...(id !== undefined && { VersionId: id }),
      };
    },
  });

import type { GetObjectOutput, GetObjectRequest } from "@aws-sdk/client-s3";
import { invalidRequest } from "../errors.ts";
import { accessIfMissing, existingTags, readObject } from "../objects/read-object.ts";
import { onObject } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export const getObject = (s3: S3) =>
  onObject<GetObjectRequest, GetObjectOutput>(s3, {
    actions: ({ VersionId }) => [VersionId === undefined ? "s3:GetObject" : "s3:GetObjectVersion"],
    conditions: ({ Key = "", VersionId }, { name }) => ({
      "s3:VersionId": VersionId,
      ...existingTags(s3, name, Key, VersionId),
    }),
    further: ({ Key = "" }, call, bucket) => accessIfMissing(s3, bucket, Key, call),

    handle(bucket, key, input, { request, caller }) {
      if (request !== null && caller.kind === "anonymous" && hasOverrides(request.query))
        throw invalidRequest("Request specific response headers cannot be used for anonymous GET requests.");
      const { version, range, output } = readObject(s3, bucket, key, input);
      const Body = s3.state.blobs.read(version.content.segments, range ?? undefined);
      return { ...output, Body: Body as NonNullable<GetObjectOutput["Body"]> };
    },
  });

function hasOverrides(query: URLSearchParams): boolean {
  return [...query.keys()].some((name) => name.startsWith("response-"));
}

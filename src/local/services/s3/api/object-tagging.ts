import type {
  DeleteObjectTaggingOutput,
  DeleteObjectTaggingRequest,
  GetObjectTaggingOutput,
  GetObjectTaggingRequest,
  PutObjectTaggingOutput,
  PutObjectTaggingRequest,
} from "@aws-sdk/client-s3";
import type { Call } from "../../../kernel/service.ts";
import type { Bucket } from "../buckets/bucket.ts";
import { eventBy } from "../events/event-by.ts";
import { findVersion } from "../objects/find-version.ts";
import { presentVersion } from "../objects/present.ts";
import { existingTags } from "../objects/read-object.ts";
import { onObject } from "../operation.ts";
import type { S3 } from "../service-parts.ts";
import { presentTags, readObjectTags } from "../tags.ts";

interface Named {
  readonly Key: string | undefined;
  readonly VersionId?: string | undefined;
}

const actions =
  (verb: string) =>
  ({ VersionId }: Named) => [`s3:${verb}Object${VersionId === undefined ? "" : "Version"}Tagging`];

const conditions =
  (s3: S3) =>
  ({ Key = "", VersionId }: Named, { name }: Bucket) => ({
    "s3:VersionId": VersionId,
    ...existingTags(s3, name, Key, VersionId),
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export const getObjectTagging = (s3: S3) =>
  onObject<GetObjectTaggingRequest, GetObjectTaggingOutput>(s3, {
    actions: actions("Get"),
    conditions: conditions(s3),
    handle(bucket, key, { VersionId }) {
      const version = findVersion(s3.state, bucket.name, key, VersionId);
      return { TagSet: presentTags(version.about.tags), ...presentVersion(version, bucket) };
    },
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export const putObjectTagging = (s3: S3) =>
  onObject<PutObjectTaggingRequest, PutObjectTaggingOutput>(s3, {
    actions: actions("Put"),
    conditions: (input, bucket) => ({
      ...conditions(s3)(input, bucket),
      ...Object.fromEntries(
        (input.Tagging?.TagSet ?? []).map(({ Key, Value }) => [`s3:RequestObjectTag/${Key}`, Value]),
      ),
    }),
    handle: (bucket, key, { VersionId, Tagging }, call) =>
      setTags(s3, bucket, key, VersionId, readObjectTags(Tagging?.TagSet), call),
  });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export const deleteObjectTagging = (s3: S3) =>
  onObject<DeleteObjectTaggingRequest, DeleteObjectTaggingOutput>(s3, {
    actions: actions("Delete"),
    conditions: conditions(s3),
    handle: (bucket, key, { VersionId }, call) => setTags(s3, bucket, key, VersionId, {}, call),
  });

function setTags(
  s3: S3,
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
  tags: Readonly<Record<string, string>>,
  call: Call,
) {
  const version = findVersion(s3.state, bucket.name, key, versionId);
  const name = Object.keys(tags).length === 0 ? "ObjectTagging:Delete" : "ObjectTagging:Put";
  s3.state.change(() => {
    s3.state.versions.update(version, { ...version.about, tags });
    s3.events.send(bucket, { ...eventBy(name, call), bucket: bucket.name, key, version });
  });
  return presentVersion(version, bucket);
}

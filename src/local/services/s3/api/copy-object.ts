import type { CopyObjectOutput, CopyObjectRequest } from "@aws-sdk/client-s3";
import { largestPut } from "../body/receive.ts";
import type { Bucket } from "../buckets/bucket.ts";
import { type Algorithm, defaultAlgorithm, readAlgorithm } from "../checksums/algorithms.ts";
import { type Checksum, checksumMembers } from "../checksums/checksum.ts";
import { invalidArgument, invalidRequest, noSuchKey } from "../errors.ts";
import { eventBy } from "../events/event-by.ts";
import { aboutOf } from "../objects/about.ts";
import { copySourceAccess, findCopySource, readCopySource } from "../objects/copy-source.ts";
import { digestContent } from "../objects/digest-content.ts";
import { quoted } from "../objects/etag.ts";
import { presentVersion } from "../objects/present.ts";
import { checkCopyConditions } from "../objects/read-conditions.ts";
import type { AboutObject, StoredVersion } from "../objects/version.ts";
import { writeObject } from "../objects/write-version.ts";
import { onObject } from "../operation.ts";
import type { S3 } from "../service-parts.ts";
import { putConditions } from "./put-object.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html */
export const copyObject = (s3: S3) =>
  onObject<CopyObjectRequest, CopyObjectOutput>(s3, {
    actions: ({ Tagging }) => ["s3:PutObject", ...(Tagging === undefined ? [] : ["s3:PutObjectTagging"])],
    conditions: (input) => ({
      ...putConditions(input),
      "s3:x-amz-copy-source": input.CopySource?.replace(/^\//, ""),
      "s3:x-amz-metadata-directive": input.MetadataDirective,
    }),
    further: ({ CopySource = "", TaggingDirective }, call) =>
      copySourceAccess(s3, CopySource, TaggingDirective !== "REPLACE", call),

    async handle(bucket, key, input, call) {
      const from = readCopySource(input.CopySource ?? "");
      const source = findCopySource(s3, from);
      checkCopyConditions(source, {
        IfMatch: input.CopySourceIfMatch,
        IfNoneMatch: input.CopySourceIfNoneMatch,
        IfModifiedSince: input.CopySourceIfModifiedSince,
        IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
      });
      if (source.size > largestPut) {
        throw invalidRequest(
          "The specified copy source is larger than the maximum allowable size for a copy source: 5368709120",
        );
      }
      refuseIdleCopy(source, bucket, key, input);
      const about = aboutOfCopy(source, input, bucket);
      const { etag, checksum } = await digestsOfCopy(s3, source, input);
      const version = writeObject(
        s3,
        s3.state.buckets.get(bucket.name) ?? bucket,
        {
          key,
          size: source.size,
          etag,
          about: { ...about, checksum },
          content: { segments: source.content.segments, parts: null },
        },
        input,
        eventBy("ObjectCreated:Copy", call),
        (uses) => {
          if (!uses.has(source.content.segments)) throw noSuchKey(source.key);
        },
      );
      const sourceBucket = s3.state.buckets.get(from.bucket);
      return {
        CopyObjectResult: {
          ETag: quoted(version.etag),
          LastModified: new Date(version.modifiedAt),
          ...checksumMembers(checksum),
        },
        ...about.encryption,
        ...presentVersion(version, bucket),
        ...(sourceBucket !== undefined &&
          sourceBucket.versioning !== null && { CopySourceVersionId: source.versionId }),
      };
    },
  });

function refuseIdleCopy(source: StoredVersion, bucket: Bucket, key: string, input: CopyObjectRequest): void {
  const isSame = source.bucket === bucket.name && source.key === key && source.isLatest;
  const changes =
    input.MetadataDirective === "REPLACE" ||
    input.TaggingDirective === "REPLACE" ||
    input.StorageClass !== undefined ||
    input.WebsiteRedirectLocation !== undefined ||
    input.ServerSideEncryption !== undefined ||
    input.ChecksumAlgorithm !== undefined;
  if (!isSame || changes) return;
  throw invalidRequest(
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  );
}

function aboutOfCopy(source: StoredVersion, input: CopyObjectRequest, bucket: Bucket): AboutObject {
  const asked = aboutOf(input, bucket);
  const metadata = directive("x-amz-metadata-directive", input.MetadataDirective);
  const tagging = directive("x-amz-tagging-directive", input.TaggingDirective);
  return {
    ...asked,
    ...(metadata === "COPY" && {
      headers: { ...source.about.headers, WebsiteRedirectLocation: input.WebsiteRedirectLocation },
      metadata: source.about.metadata,
    }),
    ...(tagging === "COPY" && { tags: source.about.tags }),
  };
}

function directive(name: string, value: string | undefined): "COPY" | "REPLACE" {
  if (value === undefined || value === "COPY" || value === "REPLACE") return value ?? "COPY";
  throw invalidArgument(`Unknown ${name}.`, name, value);
}

/** A copy is one object again: the ETag and checksum of parts become those of the whole. */
async function digestsOfCopy(
  s3: S3,
  source: StoredVersion,
  input: CopyObjectRequest,
): Promise<{ etag: string; checksum: Checksum }> {
  const kept = source.about.checksum;
  const algorithm: Algorithm =
    input.ChecksumAlgorithm === undefined
      ? (kept?.algorithm ?? defaultAlgorithm)
      : readAlgorithm(input.ChecksumAlgorithm);
  const isPlain = source.content.parts === null;
  if (isPlain && kept?.algorithm === algorithm && kept.type === "FULL_OBJECT")
    return { etag: source.etag, checksum: kept };
  const { md5, checksums } = await digestContent(s3, source.content.segments, [algorithm]);
  return {
    etag: md5.toString("hex"),
    checksum: { algorithm, type: "FULL_OBJECT", value: checksums[algorithm] as string },
  };
}

import type { PutObjectOutput, PutObjectRequest } from "@aws-sdk/client-s3";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { incomingBody } from "../body/incoming-body.ts";
import { receive } from "../body/receive.ts";
import { defaultAlgorithm, readAlgorithm } from "../checksums/algorithms.ts";
import { checksumMembers, givenChecksums } from "../checksums/checksum.ts";
import { invalidRequest } from "../errors.ts";
import { eventBy } from "../events/event-by.ts";
import { aboutOf } from "../objects/about.ts";
import { quoted } from "../objects/etag.ts";
import { presentVersion } from "../objects/present.ts";
import { checkWriteConditions, writeObject } from "../objects/write-version.ts";
import { onObject } from "../operation.ts";
import type { S3 } from "../service-parts.ts";
import { parseTagging } from "../tags.ts";

/** How the object came: forms and this operation share all else. */
export type PutInput = PutObjectRequest & { readonly isForm?: boolean };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject = (s3: S3) =>
  onObject<PutInput, PutObjectOutput>(s3, {
    actions: ({ Tagging }) => ["s3:PutObject", ...(Tagging === undefined ? [] : ["s3:PutObjectTagging"])],
    conditions: putConditions,

    async handle(bucket, key, input, call) {
      if (input.WriteOffsetBytes !== undefined) throw notSupportedHere("appending to S3 objects");
      const about = aboutOf(input, bucket);
      // Early, too: nobody wants to send gigabytes to be told then.
      checkWriteConditions(s3.state.versions.current(bucket.name, key), key, input);
      const body = incomingBody(input.Body, call);
      const given = givenChecksums(input);
      const named = input.ChecksumAlgorithm === undefined ? null : readAlgorithm(input.ChecksumAlgorithm);
      if (call.request !== null && named !== null && given.length === 0 && body.announced.length === 0) {
        throw invalidRequest(
          "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.",
        );
      }
      const received = await receive(
        body,
        { contentMd5: input.ContentMD5, given, keep: named ?? defaultAlgorithm },
        s3.state.blobs,
      );
      const { algorithm, segments, size } = received;
      const value = received.checksums.get(algorithm) as string;
      const checksum = { algorithm, type: "FULL_OBJECT" as const, value };
      try {
        const version = writeObject(
          s3,
          // It may have been changed while the body came in.
          s3.state.buckets.get(bucket.name) ?? bucket,
          {
            key,
            size,
            etag: received.md5.toString("hex"),
            about: { ...about, checksum },
            content: { segments, parts: null },
          },
          input,
          eventBy(input.isForm ? "ObjectCreated:Post" : "ObjectCreated:Put", call),
        );
        return {
          ETag: quoted(version.etag),
          ...checksumMembers(checksum),
          ...about.encryption,
          ...presentVersion(version, bucket),
        };
      } catch (error) {
        s3.state.blobs.discard(segments);
        throw error;
      }
    },
  });

/** Condition keys of whatever makes an object. */
export function putConditions(input: {
  readonly ACL?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly Tagging?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}) {
  const tags = input.Tagging === undefined ? {} : parseTagging(input.Tagging);
  return {
    "s3:x-amz-acl": input.ACL,
    "s3:x-amz-server-side-encryption": input.ServerSideEncryption,
    "s3:x-amz-server-side-encryption-aws-kms-key-id": input.SSEKMSKeyId,
    "s3:x-amz-storage-class": input.StorageClass,
    "s3:if-match": input.IfMatch,
    "s3:if-none-match": input.IfNoneMatch,
    ...Object.fromEntries(
      Object.entries(tags).map(([name, value]) => [`s3:RequestObjectTag/${name}`, value]),
    ),
  };
}

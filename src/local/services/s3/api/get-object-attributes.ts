import type { GetObjectAttributesOutput, GetObjectAttributesRequest } from "@aws-sdk/client-s3";
import { checksumMembers, checksumValue } from "../checksums/checksum.ts";
import { invalidArgument } from "../errors.ts";
import { findVersion } from "../objects/find-version.ts";
import { presentVersion } from "../objects/present.ts";
import { accessIfMissing } from "../objects/read-object.ts";
import type { StoredVersion } from "../objects/version.ts";
import { onObject } from "../operation.ts";
import type { S3 } from "../service-parts.ts";

const known = new Set(["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"]);
const mostParts = 1000;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
export const getObjectAttributes = (s3: S3) =>
  onObject<GetObjectAttributesRequest, GetObjectAttributesOutput>(s3, {
    actions: ({ VersionId }) =>
      VersionId === undefined
        ? ["s3:GetObject", "s3:GetObjectAttributes"]
        : ["s3:GetObjectVersion", "s3:GetObjectVersionAttributes"],
    conditions: ({ VersionId }) => ({ "s3:VersionId": VersionId }),
    further: ({ Key = "" }, call, bucket) => accessIfMissing(s3, bucket, Key, call),

    handle(bucket, key, input) {
      const wanted = new Set<string>(input.ObjectAttributes ?? []);
      const unknown = [...wanted].find((name) => !known.has(name));
      if (wanted.size === 0 || unknown !== undefined)
        throw invalidArgument("Invalid attribute name specified.", "x-amz-object-attributes", unknown ?? "");
      const version = findVersion(s3.state, bucket.name, key, input.VersionId);
      const { checksum, storageClass } = version.about;
      return {
        LastModified: new Date(version.modifiedAt),
        ...presentVersion(version, bucket),
        ...(wanted.has("ETag") && { ETag: version.etag }),
        ...(wanted.has("Checksum") && checksum !== null && { Checksum: checksumMembers(checksum) }),
        ...(wanted.has("ObjectSize") && { ObjectSize: version.size }),
        ...(wanted.has("StorageClass") && { StorageClass: storageClass }),
        ...(wanted.has("ObjectParts") &&
          version.content.parts !== null && { ObjectParts: presentParts(version, input) }),
      };
    },
  });

/** The parts themselves are listed only where each has a checksum of its own that counts. */
function presentParts({ content, about }: StoredVersion, input: GetObjectAttributesRequest) {
  const parts = content.parts ?? [];
  const TotalPartsCount = parts.length;
  const { checksum } = about;
  if (checksum === null || checksum.type !== "COMPOSITE") return { TotalPartsCount };
  const marker = Number(input.PartNumberMarker ?? 0);
  const MaxParts = Math.min(input.MaxParts ?? mostParts, mostParts);
  const behind = parts.filter(({ number }) => number > marker);
  const page = behind.slice(0, MaxParts);
  return {
    TotalPartsCount,
    MaxParts,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
    IsTruncated: behind.length > page.length,
    Parts: page.map(({ number, size, checksum: value }) => ({
      PartNumber: number,
      Size: size,
      ...(value !== null && checksumValue(checksum.algorithm, value)),
    })),
  };
}

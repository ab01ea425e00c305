import type { ListPartsOutput, ListPartsRequest } from "@aws-sdk/client-s3";
import { defaultAlgorithm } from "../checksums/algorithms.ts";
import { checksumValue } from "../checksums/checksum.ts";
import { canonicalUser } from "../names.ts";
import { pageSize } from "../objects/encode-listing.ts";
import { quoted } from "../objects/etag.ts";
import { onObject } from "../operation.ts";
import type { S3 } from "../service-parts.ts";
import { findUpload } from "../uploads/find-upload.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export const listParts = (s3: S3) =>
  onObject<ListPartsRequest, ListPartsOutput>(s3, {
    actions: () => ["s3:ListMultipartUploadParts"],
    handle(bucket, key, input, { caller }) {
      const upload = findUpload(s3.state, bucket.name, key, input.UploadId);
      const marker = Number(input.PartNumberMarker ?? 0);
      const size = pageSize(input.MaxParts, "max-parts");
      const behind = s3.state.uploads.parts(upload.id).filter(({ number }) => number > marker);
      const page = behind.slice(0, size);
      const algorithm = upload.algorithm ?? defaultAlgorithm;
      return {
        Bucket: bucket.name,
        Key: key,
        UploadId: upload.id,
        PartNumberMarker: String(marker),
        NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
        MaxParts: size,
        IsTruncated: behind.length > page.length,
        Parts: page.map((part) => {
          const checksum = part.checksums[algorithm];
          return {
            PartNumber: part.number,
            LastModified: new Date(part.modifiedAt),
            ETag: quoted(part.etag),
            Size: part.size,
            ...(checksum !== undefined && checksumValue(algorithm, checksum)),
          };
        }),
        Initiator: { ID: caller.arn },
        Owner: { ID: canonicalUser(s3.context.accountId) },
        StorageClass: upload.about.storageClass,
        ChecksumAlgorithm: algorithm,
        ChecksumType: upload.checksumType,
      };
    },
  });

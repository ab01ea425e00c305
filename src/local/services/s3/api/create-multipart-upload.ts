import type { CreateMultipartUploadOutput, CreateMultipartUploadRequest } from "@aws-sdk/client-s3";
import { type Algorithm, canCombine, readAlgorithm } from "../checksums/algorithms.ts";
import { invalidRequest } from "../errors.ts";
import { aboutOf } from "../objects/about.ts";
import { onObject } from "../operation.ts";
import type { S3 } from "../service-parts.ts";
import { putConditions } from "./put-object.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export const createMultipartUpload = (s3: S3) =>
  onObject<CreateMultipartUploadRequest, CreateMultipartUploadOutput>(s3, {
    actions: ({ Tagging }) => ["s3:PutObject", ...(Tagging === undefined ? [] : ["s3:PutObjectTagging"])],
    conditions: putConditions,

    handle(bucket, key, input) {
      const about = aboutOf(input, bucket);
      const algorithm = input.ChecksumAlgorithm === undefined ? null : readAlgorithm(input.ChecksumAlgorithm);
      const checksumType = typeOf(algorithm, input.ChecksumType);
      const id = s3.context.ids.bytes(72).toString("base64url");
      s3.state.uploads.insert({
        bucket: bucket.name,
        key,
        id,
        initiatedAt: s3.context.clock.now(),
        about,
        algorithm,
        checksumType,
      });
      return {
        Bucket: bucket.name,
        Key: key,
        UploadId: id,
        ...about.encryption,
        ...(algorithm !== null && { ChecksumAlgorithm: algorithm, ChecksumType: checksumType }),
      };
    },
  });

/**
 * The type of checksum that goes with an algorithm.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html#Full-object-and-composite-checksums
 */
function typeOf(algorithm: Algorithm | null, asked: string | undefined): "FULL_OBJECT" | "COMPOSITE" {
  if (algorithm === null) {
    if (asked !== undefined) {
      throw invalidRequest(
        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.",
      );
    }
    return "FULL_OBJECT";
  }
  const type = asked ?? (algorithm === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE");
  const isPossible = type === "FULL_OBJECT" ? canCombine(algorithm) : algorithm !== "CRC64NVME";
  if ((type === "FULL_OBJECT" || type === "COMPOSITE") && isPossible) return type;
  throw invalidRequest(
    `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
  );
}

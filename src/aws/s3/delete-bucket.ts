import { DeleteBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/**
 * Deletes an empty bucket, with its policy; nothing where there is none.
 *
 * @returns false where something is in it
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html
 */
export async function deleteBucket(connection: Connection, bucket: string): Promise<boolean> {
  try {
    await clientOf(connection, S3Client).send(new DeleteBucketCommand({ Bucket: bucket }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchBucket") return true;
    if (error instanceof Error && error.name === "BucketNotEmpty") return false;
    throw error;
  }
}

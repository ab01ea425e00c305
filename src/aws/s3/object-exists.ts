import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export async function objectExists(connection: Connection, bucket: string, key: string): Promise<boolean> {
  try {
    await clientOf(connection, S3Client).send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch (error) {
    // A caller without s3:ListBucket is told 403 instead of 404.
    if (error instanceof Error && ["NotFound", "NoSuchKey", "403", "Forbidden"].includes(error.name))
      return false;
    throw error;
  }
}

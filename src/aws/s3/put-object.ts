import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export async function putObject(
  connection: Connection,
  bucket: string,
  key: string,
  content: { readonly body: Uint8Array; readonly type: string },
): Promise<void> {
  await clientOf(connection, S3Client).send(
    new PutObjectCommand({ Bucket: bucket, Key: key, Body: content.body, ContentType: content.type }),
  );
}

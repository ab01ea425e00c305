import { DeleteObjectsCommand, S3Client } from "@aws-sdk/client-s3";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";
import type { ObjectVersion } from "./list-object-versions.ts";

/** What one request takes. */
const most = 1000;

/**
 * Deletes versions of objects for good.
 *
 * @throws with S3's reason for the first one that it did not delete
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export async function deleteObjectVersions(
  connection: Connection,
  bucket: string,
  versions: readonly ObjectVersion[],
): Promise<void> {
  for (let start = 0; start < versions.length; start += most) {
    const Objects = versions
      .slice(start, start + most)
      .map(({ key, version }) => ({ Key: key, VersionId: version }));
    const { Errors = [] } = await clientOf(connection, S3Client).send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    );
    const [first] = Errors;
    if (first !== undefined)
      throw new Error(`S3 does not delete ${first.Key} of ${bucket}: ${first.Code} ${first.Message}`);
  }
}

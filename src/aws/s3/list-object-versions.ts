import { ListObjectVersionsCommand, S3Client } from "@aws-sdk/client-s3";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/** One version of an object, or the mark that it was deleted. */
export interface ObjectVersion {
  readonly key: string;
  readonly version: string;
  /** Is it what the key stands for now? Not for one that was written over or deleted. */
  readonly current: boolean;
  readonly bytes: number;
}

/**
 * Everything that is in a bucket, page by page; nothing where there is no such bucket.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
 */
export async function* listObjectVersions(
  connection: Connection,
  bucket: string,
): AsyncGenerator<readonly ObjectVersion[]> {
  const client = clientOf(connection, S3Client);
  let KeyMarker: string | undefined;
  let VersionIdMarker: string | undefined;
  do {
    const page = await client
      .send(new ListObjectVersionsCommand({ Bucket: bucket, KeyMarker, VersionIdMarker }))
      .catch((error: unknown) => {
        if (error instanceof Error && error.name === "NoSuchBucket") return null;
        throw error;
      });
    if (page === null) return;
    yield [
      ...(page.Versions ?? []).map(({ Key = "", VersionId = "null", IsLatest = false, Size = 0 }) => ({
        key: Key,
        version: VersionId,
        current: IsLatest,
        bytes: Size,
      })),
      ...(page.DeleteMarkers ?? []).map(({ Key = "", VersionId = "null" }) => ({
        key: Key,
        version: VersionId,
        current: false,
        bytes: 0,
      })),
    ];
    KeyMarker = page.NextKeyMarker;
    VersionIdMarker = page.NextVersionIdMarker;
  } while (KeyMarker !== undefined && KeyMarker !== "");
}

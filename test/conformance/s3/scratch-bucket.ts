import { randomUUID } from "node:crypto";
import {
  type _Object,
  CreateBucketCommand,
  type CreateBucketCommandInput,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll } from "vitest";
import { type ClientSettings, target } from "../../support/cloud/target.ts";

export interface Scratch {
  readonly settings: ClientSettings;
  /** Known once tests run. */
  readonly client: S3Client;
  /** A name that no other run has. */
  name(purpose: string): string;
  /** Makes a bucket that is removed at the end, with all that is in it. */
  bucket(purpose: string, more?: Partial<CreateBucketCommandInput>): Promise<string>;
  /** A client of the same target with other settings. */
  clientWith(more: Partial<ConstructorParameters<typeof S3Client>[0] & object>): S3Client;
}

/** What every S3 suite begins with: a client, and buckets that do not outlive it. */
export function scratch(): Scratch {
  const { settings } = target();
  const run = randomUUID().slice(0, 8);
  const made: string[] = [];
  const clients: S3Client[] = [];
  const clientWith: Scratch["clientWith"] = (more) => {
    // A local endpoint has no wildcard in the machine's resolver: path style.
    const client = new S3Client({ ...settings, forcePathStyle: settings.endpoint !== undefined, ...more });
    clients.push(client);
    return client;
  };
  let client: S3Client | null = null;
  const known = () => {
    client ??= clientWith({});
    return client;
  };
  beforeAll(() => {
    known();
  });
  afterAll(async () => {
    for (const Bucket of made) await removeBucket(known(), Bucket);
    for (const one of clients) one.destroy();
  });
  const name = (purpose: string) => `plinth-${purpose}-${run}-${made.length}`;
  return {
    settings,
    get client() {
      return known();
    },
    name,
    clientWith,
    async bucket(purpose, more) {
      const Bucket = name(purpose);
      await known().send(new CreateBucketCommand({ Bucket, ...more }));
      made.push(Bucket);
      return Bucket;
    },
  };
}

async function removeBucket(client: S3Client, Bucket: string): Promise<void> {
  try {
    for (;;) {
      const page = await client.send(new ListObjectVersionsCommand({ Bucket }));
      const all: _Object[] = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      if (all.length > 0) {
        const Objects = all.map((object) => ({
          Key: object.Key as string,
          VersionId: (object as { VersionId?: string }).VersionId,
        }));
        await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
      }
      if (!page.IsTruncated) break;
    }
    await client.send(new DeleteBucketCommand({ Bucket }));
  } catch (error) {
    if ((error as Error).name !== "NoSuchBucket") throw error;
  }
}

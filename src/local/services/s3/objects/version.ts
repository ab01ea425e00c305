import type { StorageClass } from "@aws-sdk/client-s3";
import type { Segment } from "../blobs.ts";
import type { Checksum } from "../checksums/checksum.ts";

/** One version of an object, or a delete marker. */
export interface Version {
  readonly bucket: string;
  readonly key: string;
  /** Newer versions of a key have lower ranks. */
  readonly rank: number;
  /** `null` where versioning is not enabled. */
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly isMarker: boolean;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Milliseconds since 1970, in whole seconds: S3 keeps no finer time. */
  readonly modifiedAt: number;
  readonly about: AboutObject;
}

/** A version with where its bytes are. */
export interface StoredVersion extends Version {
  readonly content: Content;
}

export interface Content {
  readonly segments: readonly Segment[];
  /** Of a multipart upload; null: put at once. */
  readonly parts: readonly ObjectPart[] | null;
}

export interface ObjectPart {
  readonly number: number;
  readonly size: number;
  /** Base64, in the object's algorithm. */
  readonly checksum: string | null;
}

/** What the client says of an object, and S3 keeps and gives back. */
export interface AboutObject {
  readonly headers: ObjectHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly storageClass: StorageClass;
  readonly encryption: ObjectEncryption;
  readonly tags: Readonly<Record<string, string>>;
  readonly checksum: Checksum | null;
}

export interface ObjectHeaders {
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly ContentType?: string | undefined;
  /** As the client wrote it. */
  readonly ExpiresString?: string | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
}

export interface ObjectEncryption {
  readonly ServerSideEncryption: "AES256" | "aws:kms" | "aws:kms:dsse";
  readonly SSEKMSKeyId?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
}

/** A delete marker has nothing of this. */
export const aboutNothing: AboutObject = {
  headers: {},
  metadata: {},
  storageClass: "STANDARD",
  encryption: { ServerSideEncryption: "AES256" },
  tags: {},
  checksum: null,
};

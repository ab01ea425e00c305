import type {
  CORSRule,
  LifecycleRule,
  LoggingEnabled,
  NotificationConfiguration,
  ObjectOwnership,
  PublicAccessBlockConfiguration,
  ServerSideEncryptionRule,
} from "@aws-sdk/client-s3";

/** A bucket and its configurations, each as the API takes and gives it; null: not set. Dates are kept as texts. */
export interface Bucket {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Null: never enabled. Versioning can be suspended, but not taken back. */
  readonly versioning: "Enabled" | "Suspended" | null;
  readonly tags: Readonly<Record<string, string>> | null;
  /** JSON text. */
  readonly policy: string | null;
  readonly cors: readonly CORSRule[] | null;
  readonly encryption: readonly ServerSideEncryptionRule[];
  readonly lifecycle: readonly LifecycleRule[] | null;
  readonly logging: LoggingEnabled | null;
  readonly notification: NotificationConfiguration;
  readonly ownership: ObjectOwnership | null;
  readonly publicAccess: PublicAccessBlockConfiguration | null;
}

/** What every new bucket encrypts with since January 2023. */
export const defaultEncryption: readonly ServerSideEncryptionRule[] = [
  { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false },
];

/**
 * A bucket as AWS makes them since April 2023: encrypted, without ACLs, closed to the public.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
 *
 * @param createdAt milliseconds since 1970
 */
export function newBucket(
  name: string,
  createdAt: number,
  ownership: ObjectOwnership,
  tags: Readonly<Record<string, string>> | null,
): Bucket {
  return {
    name,
    createdAt,
    versioning: null,
    tags,
    policy: null,
    cors: null,
    encryption: defaultEncryption,
    lifecycle: null,
    logging: null,
    notification: {},
    ownership,
    publicAccess: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  };
}

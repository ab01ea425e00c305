import { bucketArn, canonicalUser } from "../names.ts";
import type { Version } from "../objects/version.ts";

export interface ObjectEvent {
  /** As notifications call it: `ObjectCreated:Put`. */
  readonly name:
    | "ObjectCreated:Put"
    | "ObjectCreated:Post"
    | "ObjectCreated:Copy"
    | "ObjectCreated:CompleteMultipartUpload"
    | "ObjectRemoved:Delete"
    | "ObjectRemoved:DeleteMarkerCreated"
    | "ObjectTagging:Put"
    | "ObjectTagging:Delete"
    | "LifecycleExpiration:Delete"
    | "LifecycleExpiration:DeleteMarkerCreated";
  readonly bucket: string;
  readonly key: string;
  readonly version: Pick<Version, "versionId" | "size" | "etag" | "rank">;
  readonly requestId: string;
  readonly sourceIp: string;
  /** Who asked: ARN or id. */
  readonly requester: string;
}

export interface Surroundings {
  readonly region: string;
  readonly accountId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The version's id is told where versioning has been enabled. */
  readonly isVersioned: boolean;
}

const detailTypes: Readonly<Record<string, string>> = {
  ObjectCreated: "Object Created",
  ObjectRemoved: "Object Deleted",
  LifecycleExpiration: "Object Deleted",
  "ObjectTagging:Put": "Object Tags Added",
  "ObjectTagging:Delete": "Object Tags Deleted",
};

const reasons: Readonly<Record<string, string>> = {
  "ObjectCreated:Put": "PutObject",
  "ObjectCreated:Post": "POST Object",
  "ObjectCreated:Copy": "CopyObject",
  "ObjectCreated:CompleteMultipartUpload": "CompleteMultipartUpload",
  "ObjectRemoved:Delete": "DeleteObject",
  "ObjectRemoved:DeleteMarkerCreated": "DeleteObject",
  "LifecycleExpiration:Delete": "Lifecycle Expiration",
  "LifecycleExpiration:DeleteMarkerCreated": "Lifecycle Expiration",
};

/**
 * An entry for EventBridge.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function eventBridgeEntry(event: ObjectEvent, { now, accountId, isVersioned }: Surroundings) {
  const { name, version } = event;
  const removed = /^(ObjectRemoved|LifecycleExpiration)/.test(name);
  const detail = {
    version: "0",
    bucket: { name: event.bucket },
    object: {
      key: event.key,
      ...(name.startsWith("ObjectCreated") && { size: version.size }),
      ...(version.etag !== "" && !removed && { etag: version.etag }),
      ...(isVersioned && { "version-id": version.versionId }),
      ...(!name.startsWith("ObjectTagging") && { sequencer: sequencer(event, now) }),
    },
    "request-id": event.requestId,
    requester: name.startsWith("LifecycleExpiration") ? "s3.amazonaws.com" : accountId,
    ...(!name.startsWith("LifecycleExpiration") && { "source-ip-address": event.sourceIp }),
    ...(reasons[name] !== undefined && { reason: reasons[name] }),
    ...(removed && {
      "deletion-type": name.endsWith("DeleteMarkerCreated") ? "Delete Marker Created" : "Permanently Deleted",
    }),
  };
  return {
    Source: "aws.s3",
    DetailType: detailTypes[name] ?? (detailTypes[name.split(":")[0] as string] as string),
    Detail: JSON.stringify(detail),
    Resources: [bucketArn(event.bucket)],
    Time: new Date(now).toISOString(),
  };
}

/**
 * A message for Lambda, SQS and SNS.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function notificationMessage(event: ObjectEvent, configurationId: string, around: Surroundings) {
  const { version } = event;
  const hasContent = event.name.startsWith("ObjectCreated") || event.name.startsWith("ObjectTagging");
  return {
    Records: [
      {
        eventVersion: "2.1",
        eventSource: "aws:s3",
        awsRegion: around.region,
        eventTime: new Date(around.now).toISOString(),
        eventName: event.name,
        userIdentity: { principalId: event.requester },
        requestParameters: { sourceIPAddress: event.sourceIp },
        responseElements: { "x-amz-request-id": event.requestId, "x-amz-id-2": event.requestId },
        s3: {
          s3SchemaVersion: "1.0",
          configurationId,
          bucket: {
            name: event.bucket,
            ownerIdentity: { principalId: canonicalUser(around.accountId) },
            arn: bucketArn(event.bucket),
          },
          object: {
            key: encodeKey(event.key),
            ...(hasContent && { size: version.size, eTag: version.etag }),
            ...(around.isVersioned && { versionId: version.versionId }),
            sequencer: sequencer(event, around.now),
          },
        },
      },
    ],
  };
}

/** "The key name value is URL encoded": as in forms, with the slashes left alone. */
function encodeKey(key: string): string {
  return encodeURIComponent(key).replaceAll("%20", "+").replaceAll("%2F", "/");
}

/** Hexadecimal; of two events of one key the later has the greater. */
function sequencer({ version }: ObjectEvent, now: number): string {
  return `${now.toString(16).toUpperCase().padStart(12, "0")}${(-version.rank).toString(16).toUpperCase().padStart(6, "0")}`;
}

import type {
  CORSRule,
  NotificationConfiguration,
  NotificationConfigurationFilter,
  Event as S3Event,
  ServerSideEncryptionRule,
} from "@aws-sdk/client-s3";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { lifecycleRule } from "./lifecycle-rule.ts";
import { flag, list, number, present, type Structure, structure, text, texts } from "./values.ts";

/** An operation and its input, without the bucket. */
export type ConfigurationCall = readonly [operation: string, input: object];

export interface BucketConfiguration {
  readonly put: (value: unknown) => ConfigurationCall;
  /** Null: there is nothing to take away. */
  readonly remove: ConfigurationCall | null;
}

/** The properties of AWS::S3::Bucket that a bucket takes after it is made, in the order in which they are set. */
export const bucketConfigurations: Readonly<Record<string, BucketConfiguration>> = {
  OwnershipControls: {
    put: (value) => [
      "PutBucketOwnershipControls",
      {
        OwnershipControls: {
          Rules: (list(structure(value)?.["Rules"]) ?? []).map((rule) => ({
            ObjectOwnership: text(rule["ObjectOwnership"]),
          })),
        },
      },
    ],
    remove: [
      "PutBucketOwnershipControls",
      { OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] } },
    ],
  },
  PublicAccessBlockConfiguration: {
    put: (value) => ["PutPublicAccessBlock", { PublicAccessBlockConfiguration: publicAccess(value) }],
    remove: ["DeletePublicAccessBlock", {}],
  },
  BucketEncryption: {
    put: (value) => [
      "PutBucketEncryption",
      { ServerSideEncryptionConfiguration: { Rules: encryptionRules(value) } },
    ],
    remove: ["DeleteBucketEncryption", {}],
  },
  VersioningConfiguration: {
    put: (value) => [
      "PutBucketVersioning",
      { VersioningConfiguration: { Status: text(structure(value)?.["Status"]) } },
    ],
    remove: ["PutBucketVersioning", { VersioningConfiguration: { Status: "Suspended" } }],
  },
  CorsConfiguration: {
    put: (value) => ["PutBucketCors", { CORSConfiguration: { CORSRules: corsRules(value) } }],
    remove: ["DeleteBucketCors", {}],
  },
  LifecycleConfiguration: {
    put: (value) => [
      "PutBucketLifecycleConfiguration",
      { LifecycleConfiguration: { Rules: (list(structure(value)?.["Rules"]) ?? []).map(lifecycleRule) } },
    ],
    remove: ["DeleteBucketLifecycle", {}],
  },
  LoggingConfiguration: {
    put: (value) => ["PutBucketLogging", { BucketLoggingStatus: loggingStatus(structure(value) ?? {}) }],
    remove: ["PutBucketLogging", { BucketLoggingStatus: {} }],
  },
  NotificationConfiguration: {
    put: (value) => [
      "PutBucketNotificationConfiguration",
      { NotificationConfiguration: notification(structure(value) ?? {}) },
    ],
    remove: ["PutBucketNotificationConfiguration", { NotificationConfiguration: {} }],
  },
};

function publicAccess(value: unknown) {
  const names = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"];
  return Object.fromEntries(names.map((name) => [name, flag(structure(value)?.[name]) ?? false]));
}

function encryptionRules(value: unknown): ServerSideEncryptionRule[] {
  return (list(structure(value)?.["ServerSideEncryptionConfiguration"]) ?? []).map((rule) => {
    if (rule["BlockedEncryptionTypes"] !== undefined)
      throw notSupportedHere("the property BlockedEncryptionTypes of AWS::S3::Bucket");
    const byDefault = structure(rule["ServerSideEncryptionByDefault"]);
    return present({
      ApplyServerSideEncryptionByDefault:
        byDefault === undefined
          ? undefined
          : present({
              SSEAlgorithm: text(byDefault["SSEAlgorithm"]) as "AES256",
              KMSMasterKeyID: text(byDefault["KMSMasterKeyID"]),
            }),
      BucketKeyEnabled: flag(rule["BucketKeyEnabled"]),
    });
  });
}

function corsRules(value: unknown): CORSRule[] {
  return (list(structure(value)?.["CorsRules"]) ?? []).map((rule) =>
    present({
      ID: text(rule["Id"]),
      AllowedHeaders: texts(rule["AllowedHeaders"]),
      AllowedMethods: texts(rule["AllowedMethods"]) ?? [],
      AllowedOrigins: texts(rule["AllowedOrigins"]) ?? [],
      ExposeHeaders: texts(rule["ExposedHeaders"]),
      MaxAgeSeconds: number(rule["MaxAge"]),
    }),
  );
}

function loggingStatus(value: Structure) {
  if (value["TargetObjectKeyFormat"] !== undefined)
    throw notSupportedHere("the property TargetObjectKeyFormat of AWS::S3::Bucket");
  return {
    LoggingEnabled: {
      TargetBucket: text(value["DestinationBucketName"]),
      TargetPrefix: text(value["LogFilePrefix"]) ?? "",
    },
  };
}

function notification(value: Structure): NotificationConfiguration {
  const rules = <K extends string>(property: string, target: string, member: K) =>
    list(value[property])?.map((rule) =>
      present({
        [member]: text(rule[target]) ?? "",
        Events: [text(rule["Event"]) as S3Event],
        Filter: notificationFilter(rule["Filter"]),
      }),
    ) as ({ [P in K]: string } & { Events: S3Event[] })[] | undefined;
  const toEventBridge = flag(structure(value["EventBridgeConfiguration"])?.["EventBridgeEnabled"]) ?? false;
  return present({
    EventBridgeConfiguration: toEventBridge ? {} : undefined,
    LambdaFunctionConfigurations: rules("LambdaConfigurations", "Function", "LambdaFunctionArn"),
    QueueConfigurations: rules("QueueConfigurations", "Queue", "QueueArn"),
    TopicConfigurations: rules("TopicConfigurations", "Topic", "TopicArn"),
  });
}

function notificationFilter(value: unknown): NotificationConfigurationFilter | undefined {
  const rules = list(structure(structure(value)?.["S3Key"])?.["Rules"]);
  if (rules === undefined) return undefined;
  return {
    Key: {
      FilterRules: rules.map(({ Name, Value }) => ({
        Name: text(Name)?.toLowerCase() as "prefix",
        Value: text(Value),
      })),
    },
  };
}

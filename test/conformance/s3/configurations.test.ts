import {
  DeleteBucketCorsCommand,
  DeleteBucketEncryptionCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketPolicyCommand,
  DeleteBucketTaggingCommand,
  DeletePublicAccessBlockCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetPublicAccessBlockCommand,
  HeadObjectCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { scratch } from "./scratch-bucket.ts";

const s3 = scratch();
let Bucket = "";
beforeAll(async () => {
  Bucket = await s3.bucket("configured");
});

test("a new bucket is encrypted, closed to the public and without ACLs", async () => {
  const fresh = { Bucket: await s3.bucket("fresh") };
  expect(await s3.client.send(new GetBucketEncryptionCommand(fresh))).toMatchObject({
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
    },
  });
  expect(await s3.client.send(new GetPublicAccessBlockCommand(fresh))).toMatchObject({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  });
  expect(await s3.client.send(new GetBucketOwnershipControlsCommand(fresh))).toMatchObject({
    OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
  });
});

test.each([
  ["policy", new GetBucketPolicyCommand({ Bucket: "" }), "NoSuchBucketPolicy"],
  ["CORS", new GetBucketCorsCommand({ Bucket: "" }), "NoSuchCORSConfiguration"],
  ["lifecycle", new GetBucketLifecycleConfigurationCommand({ Bucket: "" }), "NoSuchLifecycleConfiguration"],
  ["tags", new GetBucketTaggingCommand({ Bucket: "" }), "NoSuchTagSet"],
])("a bucket without %s says so", async (purpose, command, name) => {
  command.input.Bucket = await s3.bucket(`without-${purpose.toLowerCase()}`);
  await expect(s3.client.send(command as GetBucketCorsCommand)).rejects.toMatchObject({
    name,
    $metadata: { httpStatusCode: 404 },
  });
});

describe("configurations are kept as they were given", () => {
  test("CORS", async () => {
    const CORSRules = [
      {
        ID: "one",
        AllowedOrigins: ["https://*.example.com", "http://localhost:3000"],
        AllowedMethods: ["GET", "PUT"],
        AllowedHeaders: ["*"],
        ExposeHeaders: ["ETag"],
        MaxAgeSeconds: 600,
      },
    ];
    await s3.client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    expect((await s3.client.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual(CORSRules);
    await s3.client.send(new DeleteBucketCorsCommand({ Bucket }));
    await expect(s3.client.send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject({
      name: "NoSuchCORSConfiguration",
    });
  });

  test("lifecycle", async () => {
    const Rules = [
      {
        ID: "logs",
        Status: "Enabled" as const,
        Filter: { Prefix: "logs/" },
        Expiration: { Days: 90 },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      },
      {
        ID: "old",
        Status: "Disabled" as const,
        Filter: { And: { Prefix: "x/", Tags: [{ Key: "a", Value: "b" }] } },
        Expiration: { Date: new Date("2040-01-01T00:00:00Z") },
        NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 2 },
        Transitions: [{ Days: 30, StorageClass: "GLACIER" as const }],
      },
    ];
    await s3.client.send(
      new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }),
    );
    const got = await s3.client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(got.Rules).toEqual(Rules);
    await s3.client.send(new DeleteBucketLifecycleCommand({ Bucket }));
  });

  test("encryption, which new objects get", async () => {
    const Rules = [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" as const }, BucketKeyEnabled: true },
    ];
    await s3.client.send(
      new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }),
    );
    expect(await s3.client.send(new GetBucketEncryptionCommand({ Bucket }))).toMatchObject({
      ServerSideEncryptionConfiguration: { Rules },
    });
    await s3.client.send(new PutObjectCommand({ Bucket, Key: "encrypted", Body: "x" }));
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key: "encrypted" }));
    expect(head).toMatchObject({ ServerSideEncryption: "aws:kms", BucketKeyEnabled: true });
    await s3.client.send(new DeleteBucketEncryptionCommand({ Bucket }));
    expect(await s3.client.send(new GetBucketEncryptionCommand({ Bucket }))).toMatchObject({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    });
  });

  test("tags", async () => {
    const TagSet = [
      { Key: "team", Value: "core" },
      { Key: "umlaut", Value: "ä ö" },
    ];
    await s3.client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    expect((await s3.client.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(TagSet);
    await s3.client.send(new DeleteBucketTaggingCommand({ Bucket }));
  });

  test("logging", async () => {
    const LoggingEnabled = { TargetBucket: Bucket, TargetPrefix: "access/" };
    await s3.client.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: { LoggingEnabled } }));
    const got = await s3.client.send(new GetBucketLoggingCommand({ Bucket }));
    expect(got.LoggingEnabled).toMatchObject(LoggingEnabled);
    await s3.client.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} }));
    expect((await s3.client.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled).toBeUndefined();
  });

  test("notifications to EventBridge", async () => {
    await s3.client.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: { EventBridgeConfiguration: {} },
      }),
    );
    const got = await s3.client.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(got.EventBridgeConfiguration).toEqual({});
  });

  test("ownership controls", async () => {
    const OwnershipControls = { Rules: [{ ObjectOwnership: "BucketOwnerPreferred" as const }] };
    await s3.client.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
    const got = await s3.client.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    expect(got).toMatchObject({ OwnershipControls });
  });

  test("public access block", async () => {
    await s3.client.send(
      new PutPublicAccessBlockCommand({
        Bucket,
        PublicAccessBlockConfiguration: { BlockPublicPolicy: true },
      }),
    );
    const got = await s3.client.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(got).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicAcls: false, BlockPublicPolicy: true },
    });
    await s3.client.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await expect(s3.client.send(new GetPublicAccessBlockCommand({ Bucket }))).rejects.toMatchObject({
      name: "NoSuchPublicAccessBlockConfiguration",
    });
  });

  test("policies", async () => {
    const policy = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
          Condition: { Bool: { "aws:SecureTransport": "never" } },
        },
      ],
    };
    await s3.client.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy) }));
    const got = await s3.client.send(new GetBucketPolicyCommand({ Bucket }));
    expect(JSON.parse(got.Policy ?? "")).toEqual(policy);
    await s3.client.send(new DeleteBucketPolicyCommand({ Bucket }));
  });
});

describe("refused", () => {
  const statement = (more: object) => ({
    Policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: `arn:aws:s3:::${Bucket}/*`,
          ...more,
        },
      ],
    }),
  });

  test.each<[string, () => { Policy: string }]>([
    ["no JSON", () => ({ Policy: "not json" })],
    ["no principal", () => statement({ Principal: undefined })],
    ["another bucket", () => statement({ Resource: "arn:aws:s3:::another/*" })],
    ["another service's action", () => statement({ Action: "sqs:SendMessage" })],
  ])("a policy with %s", async (_, input) => {
    await expect(s3.client.send(new PutBucketPolicyCommand({ Bucket, ...input() }))).rejects.toMatchObject({
      name: "MalformedPolicy",
    });
  });

  test("CORS of unknown methods", async () => {
    const CORSRules = [{ AllowedOrigins: ["*"], AllowedMethods: ["PATCH"] }];
    await expect(
      s3.client.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } })),
    ).rejects.toMatchObject({ name: "InvalidRequest" });
  });

  test("two lifecycle rules of one name", async () => {
    const rule = { ID: "same", Status: "Enabled" as const, Filter: { Prefix: "" }, Expiration: { Days: 1 } };
    await expect(
      s3.client.send(
        new PutBucketLifecycleConfigurationCommand({
          Bucket,
          LifecycleConfiguration: { Rules: [rule, rule] },
        }),
      ),
    ).rejects.toMatchObject({ name: "InvalidArgument" });
  });

  test("logs into a bucket that does not exist", async () => {
    const LoggingEnabled = { TargetBucket: s3.name("none"), TargetPrefix: "" };
    await expect(
      s3.client.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: { LoggingEnabled } })),
    ).rejects.toMatchObject({ name: "InvalidTargetBucketForLogging" });
  });
});

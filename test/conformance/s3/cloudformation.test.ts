import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import {
  DeleteObjectCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { scratch } from "./scratch-bucket.ts";

const s3 = scratch();
let cfn: CloudFormationClient;
beforeAll(() => {
  cfn = new CloudFormationClient(s3.settings);
});

const StackName = `plinth-s3-${Date.now()}`;

const closed = {
  BucketEncryption: {
    ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
  },
  OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  },
};

/** The buckets of a generated project. */
function template(files: object = {}): string {
  return JSON.stringify({
    Resources: {
      Logs: {
        Type: "AWS::S3::Bucket",
        Properties: {
          ...closed,
          LifecycleConfiguration: { Rules: [{ Id: "expire", Status: "Enabled", ExpirationInDays: "90" }] },
        },
      },
      Files: {
        Type: "AWS::S3::Bucket",
        Properties: {
          ...closed,
          VersioningConfiguration: { Status: "Enabled" },
          LifecycleConfiguration: {
            Rules: [
              { Id: "abort", Status: "Enabled", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
              {
                Id: "old",
                Status: "Enabled",
                NoncurrentVersionExpiration: { NoncurrentDays: 30 },
                ExpiredObjectDeleteMarker: true,
              },
            ],
          },
          CorsConfiguration: {
            CorsRules: [
              {
                AllowedOrigins: ["*"],
                AllowedMethods: ["GET", "PUT"],
                AllowedHeaders: ["*"],
                ExposedHeaders: ["ETag"],
                MaxAge: 3600,
              },
            ],
          },
          NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
          LoggingConfiguration: { DestinationBucketName: { Ref: "Logs" }, LogFilePrefix: "files/" },
          Tags: [{ Key: "app", Value: "plinth" }],
          ...files,
        },
      },
      Policy: {
        Type: "AWS::S3::BucketPolicy",
        Properties: {
          Bucket: { Ref: "Files" },
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Deny",
                Principal: "*",
                Action: "s3:*",
                Resource: [{ "Fn::GetAtt": ["Files", "Arn"] }, { "Fn::Sub": "${Files.Arn}/*" }],
                Condition: { Bool: { "aws:SecureTransport": "false" } },
              },
            ],
          },
        },
      },
    },
    Outputs: Object.fromEntries(
      ["Arn", "DomainName", "RegionalDomainName", "DualStackDomainName", "WebsiteURL"]
        .map((name): [string, object] => [name, { Value: { "Fn::GetAtt": ["Files", name] } }])
        .concat([["Name", { Value: { Ref: "Files" } }]]),
    ),
  });
}

async function settled(...wanted: string[]): Promise<Record<string, string>> {
  return await eventually(async () => {
    const { Stacks } = await cfn.send(new DescribeStacksCommand({ StackName }));
    const stack = Stacks?.[0];
    if (!wanted.includes(stack?.StackStatus ?? ""))
      throw new Error(`${stack?.StackStatus}: ${stack?.StackStatusReason}`);
    return Object.fromEntries(
      (stack?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
    );
  }, 60);
}

describe("buckets of a stack", () => {
  let Bucket = "";

  test("are made as the template says", async () => {
    await cfn.send(new CreateStackCommand({ StackName, TemplateBody: template() }));
    const outputs = await settled("CREATE_COMPLETE");
    Bucket = outputs["Name"] ?? "";
    expect(Bucket).toMatch(new RegExp(`^${StackName}-files-[a-z0-9]+$`));
    expect(outputs).toMatchObject({
      Arn: `arn:aws:s3:::${Bucket}`,
      DomainName: `${Bucket}.s3.amazonaws.com`,
      RegionalDomainName: `${Bucket}.s3.${s3.settings.region}.amazonaws.com`,
      DualStackDomainName: `${Bucket}.s3.dualstack.${s3.settings.region}.amazonaws.com`,
    });
    expect(outputs["WebsiteURL"]).toContain(`http://${Bucket}.s3-website`);
    const at = { Bucket };
    expect(await s3.client.send(new GetBucketVersioningCommand(at))).toMatchObject({ Status: "Enabled" });
    expect(await s3.client.send(new GetBucketLifecycleConfigurationCommand(at))).toMatchObject({
      Rules: [
        { ID: "abort", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
        { ID: "old", NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
      ],
    });
    expect(await s3.client.send(new GetBucketCorsCommand(at))).toMatchObject({
      CORSRules: [{ AllowedMethods: ["GET", "PUT"], ExposeHeaders: ["ETag"], MaxAgeSeconds: 3600 }],
    });
    const notification = await s3.client.send(new GetBucketNotificationConfigurationCommand(at));
    expect(notification.EventBridgeConfiguration).toEqual({});
    expect(await s3.client.send(new GetBucketLoggingCommand(at))).toMatchObject({
      LoggingEnabled: { TargetPrefix: "files/" },
    });
    expect((await s3.client.send(new GetBucketTaggingCommand(at))).TagSet).toContainEqual({
      Key: "app",
      Value: "plinth",
    });
    const { Policy } = await s3.client.send(new GetBucketPolicyCommand(at));
    expect(Policy).toContain(`arn:aws:s3:::${Bucket}/*`);
  });

  test("change in place", async () => {
    const BucketEncryption = {
      ServerSideEncryptionConfiguration: [
        { ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" }, BucketKeyEnabled: "true" },
      ],
    };
    const TemplateBody = template({ BucketEncryption, CorsConfiguration: { Ref: "AWS::NoValue" } });
    await cfn.send(new UpdateStackCommand({ StackName, TemplateBody }));
    expect((await settled("UPDATE_COMPLETE"))["Name"]).toBe(Bucket);
    await expect(s3.client.send(new GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject({
      name: "NoSuchCORSConfiguration",
    });
    expect(await s3.client.send(new GetBucketEncryptionCommand({ Bucket }))).toMatchObject({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" }, BucketKeyEnabled: true }],
      },
    });
  });

  test("are not deleted before they are empty", async () => {
    const { VersionId } = await s3.client.send(new PutObjectCommand({ Bucket, Key: "x", Body: "x" }));
    await cfn.send(new DeleteStackCommand({ StackName }));
    await settled("DELETE_FAILED");
    await s3.client.send(new HeadBucketCommand({ Bucket }));
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: "x", VersionId }));
    await cfn.send(new DeleteStackCommand({ StackName }));
    await eventually(async () => {
      await expect(s3.client.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
        name: "NotFound",
      });
    }, 60);
  });
});

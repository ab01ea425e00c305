import { Construct } from "constructs";
import { Aws, RemovalPolicy, s3 } from "../cdk.cjs";
import { acknowledge } from "./acknowledge.ts";
import { denyPlainHttp, policyDocument, type Statement } from "./policy.ts";

const logDays = 90;

/** Users' files, versioned and private: browsers reach them by presigned URLs only. */
export class FilesBucket extends Construct {
  readonly resource: s3.CfnBucket;
  readonly logs: s3.CfnBucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.logs = privateBucket(this, "Logs", {
      lifecycleConfiguration: {
        rules: [abortUploads, { id: "expire-logs", status: "Enabled", expirationInDays: logDays }],
      },
    });
    this.resource = privateBucket(this, "Resource", {
      versioningConfiguration: { status: "Enabled" },
      lifecycleConfiguration: {
        rules: [
          abortUploads,
          {
            id: "expire-old-versions",
            status: "Enabled",
            noncurrentVersionExpiration: { noncurrentDays: 30 },
            expiredObjectDeleteMarker: true,
          },
        ],
      },
      corsConfiguration: {
        corsRules: [
          {
            // A presigned URL is the permission, whatever page uses it.
            allowedOrigins: ["*"],
            allowedMethods: ["GET", "HEAD", "POST", "PUT"],
            allowedHeaders: ["*"],
            exposedHeaders: ["ETag"],
            maxAge: 3600,
          },
        ],
      },
      notificationConfiguration: { eventBridgeConfiguration: { eventBridgeEnabled: true } },
      loggingConfiguration: { destinationBucketName: this.logs.ref, logFilePrefix: "files/" },
    });
    addPolicy(this, "Policy", this.resource, []);
    addPolicy(this, "LogsPolicy", this.logs, [
      {
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: `${this.logs.attrArn}/files/*`,
        Condition: {
          ArnLike: { "aws:SourceArn": this.resource.attrArn },
          StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID },
        },
      },
    ]);
    acknowledge(
      this.logs,
      "AwsSolutions-S1",
      "It holds access logs; logging access to those would never end.",
    );
  }
}

const abortUploads: s3.CfnBucket.RuleProperty = {
  id: "abort-unfinished-uploads",
  status: "Enabled",
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

function privateBucket(scope: Construct, id: string, props: s3.CfnBucketProps): s3.CfnBucket {
  const bucket = new s3.CfnBucket(scope, id, {
    bucketEncryption: {
      serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    },
    ownershipControls: { rules: [{ objectOwnership: "BucketOwnerEnforced" }] },
    publicAccessBlockConfiguration: {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    ...props,
  });
  bucket.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return bucket;
}

function addPolicy(
  scope: Construct,
  id: string,
  bucket: s3.CfnBucket,
  statements: readonly Statement[],
): void {
  const policy = new s3.CfnBucketPolicy(scope, id, {
    bucket: bucket.ref,
    policyDocument: policyDocument([
      denyPlainHttp("s3:*", [bucket.attrArn, `${bucket.attrArn}/*`]),
      ...statements,
    ]),
  });
  policy.applyRemovalPolicy(RemovalPolicy.RETAIN);
}

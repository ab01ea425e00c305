import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UpdateStackCommand } from "@aws-sdk/client-cloudformation";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../src/local/cloud.ts";
import { differences, inventory } from "../support/cloud/inventory.ts";
import { bootstrapTemplate, type Toolkit, toolkit } from "../support/cloud/toolkit.ts";

const region = "eu-west-1";
const version = /^\s+Value: '(\d+)'$/m.exec(bootstrapTemplate())?.[1] ?? "";
let state: string;
let cloud: Cloud;
let cdk: Toolkit;
let settings: { endpoint: string; region: string; credentials: Cloud["credentials"]; maxAttempts: number };

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), "plinth-bootstrap-"));
  cloud = await startCloud({ port: 0, stateFolder: state, region });
  settings = { region, endpoint: cloud.endpoint, credentials: cloud.credentials, maxAttempts: 1 };
  cdk = toolkit(settings, cloud.accountId);
});
afterAll(async () => {
  await cloud.close();
  rmSync(state, { recursive: true, force: true });
});

const bucket = () => `cdk-hnb659fds-assets-${cloud.accountId}-${region}`;

async function versionFound(): Promise<string | undefined> {
  const ssm = new SSMClient(settings);
  const Name = "/cdk-bootstrap/hnb659fds/version";
  return (await ssm.send(new GetParameterCommand({ Name }))).Parameter?.Value;
}

describe("the CDK's bootstrap template", () => {
  test("is deployed as its toolkit does it, with its outputs", async () => {
    const made = await cdk.bootstrap();
    expect(made).toMatchObject({ status: "CREATE_COMPLETE", failures: [] });
    const { Outputs = [] } = await cdk.describe("CDKToolkit");
    const outputs = Object.fromEntries(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
    expect(outputs).toMatchObject({
      BootstrapVersion: version,
      BucketName: bucket(),
      BucketDomainName: `${bucket()}.s3.${region}.amazonaws.com`,
      FileAssetKeyArn: expect.stringMatching(/^arn:aws:kms:/),
    });
    expect(await versionFound()).toBe(version);
  });

  test("serves publishing by the role made for it, encrypted by the key made for it", async () => {
    await cdk.put("asset.json", "{}");
    const read = await new S3Client({ ...settings, forcePathStyle: true }).send(
      new GetObjectCommand({ Bucket: bucket(), Key: "asset.json" }),
    );
    expect(await read.Body?.transformToString()).toBe("{}");
    expect(read).toMatchObject({ ServerSideEncryption: "aws:kms", VersionId: expect.any(String) });
  });

  test("deployed again changes nothing", async () => {
    expect((await cdk.bootstrap()).status).toBe("NO_CHANGES");
    const Capabilities = ["CAPABILITY_NAMED_IAM" as const];
    const update = { StackName: "CDKToolkit", UsePreviousTemplate: true, Capabilities };
    await expect(cdk.cloudFormation.send(new UpdateStackCommand(update))).rejects.toThrow(
      "No updates are to be performed.",
    );
  });

  test("is changed in place, and back", async () => {
    const before = inventory(state);
    const stricter = await cdk.bootstrap({
      UseExamplePermissionsBoundary: "true",
      PublicAccessBlockConfiguration: "false",
      DenyExternalId: "false",
    });
    expect(stricter).toMatchObject({ status: "UPDATE_COMPLETE", failures: [] });
    const touched = [
      ...new Set(
        stricter.events
          .filter(({ ResourceType }) => ResourceType !== "AWS::CloudFormation::Stack")
          .map(({ LogicalResourceId, ResourceStatus }) => `${LogicalResourceId} ${ResourceStatus}`),
      ),
    ].filter((each) => each.endsWith("_COMPLETE"));
    expect(touched.sort()).toEqual([
      "CdkBoostrapPermissionsBoundaryPolicy CREATE_COMPLETE",
      "DeploymentActionRole UPDATE_COMPLETE",
      "FilePublishingRole UPDATE_COMPLETE",
      "ImagePublishingRole UPDATE_COMPLETE",
      "LookupRole UPDATE_COMPLETE",
      "StagingBucket UPDATE_COMPLETE",
    ]);
    expect((await cdk.bootstrap()).status).toBe("UPDATE_COMPLETE");
    expect(differences(before, inventory(state), ["cloudformation.", "iam.sessions"])).toEqual([]);
  });

  test("leaves its bucket behind when it is deleted, and nothing else", async () => {
    const gone = await cdk.destroy("CDKToolkit");
    expect(gone).toMatchObject({ status: "DELETE_COMPLETE", failures: [] });
    const left = [...inventory(state).keys()].filter(
      (name) => !/^(cloudformation\.|iam\.sessions|sqlite_|blobs s3)/.test(name),
    );
    // A key waits for its deletion, as on AWS.
    const kinds = new Set(left.map((name) => name.split(" ")[0]));
    expect([...kinds].sort()).toEqual(["kms.keys", "s3.blobs", "s3.buckets", "s3.versions"]);
  });
});

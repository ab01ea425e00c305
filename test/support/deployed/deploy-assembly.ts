import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { zipSync } from "fflate";
import type { Cloud } from "../../../src/local/cloud.ts";

/** Puts cloud assemblies into a cloud, straight by CloudFormation: no more than what AWS itself asks for. */
export interface Deployer {
  /** @throws with every resource that failed, and why */
  deploy(out: string, stacks: readonly string[]): Promise<void>;
  close(): void;
}

/** @param cloud that was never deployed to: what the CDK's bootstrap stack brings is put there first */
export async function deployer(cloud: Cloud): Promise<Deployer> {
  const { region, endpoint, credentials } = cloud;
  const settings = { region, endpoint, credentials, maxAttempts: 1 };
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const cloudFormation = new CloudFormationClient(settings);
  const bucket = `cdk-hnb659fds-assets-${cloud.accountId}-${region}`;
  await bootstrap(s3, bucket, new SSMClient(settings));
  return {
    async deploy(out, stacks) {
      await publishAssets(s3, bucket, out);
      for (const name of stacks) {
        await change(cloudFormation, name, `${endpoint}/${bucket}/${name}.template.json`);
      }
    },
    close() {
      s3.destroy();
      cloudFormation.destroy();
    },
  };
}

/** The two things of the CDK's bootstrap stack that a deployment itself asks for. */
async function bootstrap(s3: S3Client, bucket: string, ssm: SSMClient): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const version = { Name: "/cdk-bootstrap/hnb659fds/version", Value: "32", Type: "String" } as const;
  await ssm.send(new PutParameterCommand(version));
  ssm.destroy();
}

async function change(cloudFormation: CloudFormationClient, StackName: string, TemplateURL: string) {
  const input = { StackName, TemplateURL, Capabilities: ["CAPABILITY_NAMED_IAM" as const] };
  if (await exists(cloudFormation, StackName)) {
    try {
      await cloudFormation.send(new UpdateStackCommand(input));
    } catch (error) {
      if (error instanceof Error && error.message.startsWith("No updates")) return;
      throw error;
    }
  } else await cloudFormation.send(new CreateStackCommand({ ...input, DisableRollback: true }));
  const { status, failures } = await outcome(cloudFormation, StackName);
  if (!/^(CREATE|UPDATE)_COMPLETE$/.test(status) || failures.length > 0)
    throw new Error([`${StackName}: ${status}`, ...failures].join("\n"));
}

async function exists(cloudFormation: CloudFormationClient, StackName: string): Promise<boolean> {
  try {
    await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    return true;
  } catch {
    return false;
  }
}

async function outcome(cloudFormation: CloudFormationClient, StackName: string) {
  for (;;) {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    const status = Stacks?.[0]?.StackStatus ?? "";
    if (!status.endsWith("_IN_PROGRESS")) {
      const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
      const failed = StackEvents.filter(({ ResourceStatus }) => ResourceStatus?.endsWith("_FAILED"));
      return {
        status,
        failures: failed.map((event) => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`),
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function publishAssets(s3: S3Client, Bucket: string, out: string): Promise<void> {
  const put = (Key: string, Body: Uint8Array) => s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  const manifests = readdirSync(out).filter((name) => name.endsWith(".assets.json"));
  const files = manifests.flatMap((name) => {
    const manifest = JSON.parse(readFileSync(join(out, name), "utf8")) as AssetManifest;
    return Object.values(manifest.files);
  });
  await Promise.all(
    files.map(async ({ source, destinations }) => {
      const path = join(out, source.path);
      const body = source.packaging === "zip" ? zipped(path) : readFileSync(path);
      for (const { objectKey } of Object.values(destinations)) await put(objectKey, body);
    }),
  );
  const templates = readdirSync(out).filter((file) => file.endsWith(".template.json"));
  await Promise.all(templates.map((name) => put(name, readFileSync(join(out, name)))));
}

interface AssetManifest {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path: string; readonly packaging: "file" | "zip" };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

function zipped(folder: string): Uint8Array {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return zipSync(Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name))])));
}

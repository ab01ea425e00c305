import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../src/local/cloud.ts";
import { synth } from "../../src/operations/synth.ts";
import { type ExampleProject, generatedExample, unwatched } from "../examples/example-project.ts";

const region = "eu-west-1";
let project: ExampleProject;
let cloud: Cloud;

beforeAll(async () => {
  project = await generatedExample("field-service");
  cloud = await startCloud({ port: 0, stateFolder: null, region });
}, 60_000);

afterAll(async () => {
  await cloud.close();
  project.remove();
});

test("the assembly of a generated project deploys into the local cloud as it is", async () => {
  const out = join(project.folder, "cdk.out");
  const { stacks } = await synth({ project: project.folder, stage: null, out, fast: true }, unwatched);
  const settings = { region, endpoint: cloud.endpoint, credentials: cloud.credentials, maxAttempts: 1 };
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const cloudFormation = new CloudFormationClient(settings);
  await bootstrap(s3, new SSMClient(settings));
  await publishAssets(s3, out);
  for (const { name } of stacks) {
    await cloudFormation.send(
      new CreateStackCommand({
        StackName: name,
        TemplateURL: `${cloud.endpoint}/${bucket()}/${name}.template.json`,
        Capabilities: ["CAPABILITY_NAMED_IAM"],
        DisableRollback: true,
      }),
    );
    expect(await outcome(cloudFormation, name)).toEqual({ status: "CREATE_COMPLETE", failures: [] });
  }
}, 120_000);

function bucket(): string {
  return `cdk-hnb659fds-assets-${cloud.accountId}-${region}`;
}

/** The two things of the CDK's bootstrap stack that a deployment itself asks for. */
async function bootstrap(s3: S3Client, ssm: SSMClient): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket: bucket() }));
  const version = { Name: "/cdk-bootstrap/hnb659fds/version", Value: "32", Type: "String" } as const;
  await ssm.send(new PutParameterCommand(version));
}

async function publishAssets(s3: S3Client, out: string): Promise<void> {
  for (const manifest of readdirSync(out).filter((name) => name.endsWith(".assets.json"))) {
    const { files } = JSON.parse(readFileSync(join(out, manifest), "utf8")) as AssetManifest;
    for (const { source, destinations } of Object.values(files)) {
      const path = join(out, source.path);
      const Body = source.packaging === "zip" ? zipped(path) : readFileSync(path);
      for (const { objectKey } of Object.values(destinations)) {
        await s3.send(new PutObjectCommand({ Bucket: bucket(), Key: objectKey, Body }));
      }
    }
  }
  for (const name of readdirSync(out).filter((file) => file.endsWith(".template.json"))) {
    await s3.send(new PutObjectCommand({ Bucket: bucket(), Key: name, Body: readFileSync(join(out, name)) }));
  }
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
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

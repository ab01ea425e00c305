import { CloudFormationClient, ListStacksCommand } from "@aws-sdk/client-cloudformation";
import {
  CognitoIdentityProviderClient,
  ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type StartedCloud, startCloudHere } from "../../../src/operations/cloud/start.ts";
import { cloudStateFolder } from "../../../src/operations/cloud/state-folder.ts";
import { deploy } from "../../../src/operations/deploy.ts";
import { type ProjectFolder, projectFolder, unwatched } from "../../support/deployed/project-folder.ts";

const region = "eu-west-1";
let project: ProjectFolder;
let started: StartedCloud;

beforeAll(async () => {
  project = await projectFolder({
    name: "first",
    files: {
      "plinth.config.ts": `import { defineConfig } from "plinth";\nexport default defineConfig({ name: "acme", region: "${region}" });\n`,
      "models/customer.ts": `import { model, text } from "plinth";\nexport const Customer = model({ name: text() });\n`,
    },
  });
  const state = cloudStateFolder(null, project.folder);
  started = await startCloudHere({ state, region, port: 0, log: () => {} });
}, 60_000);

afterAll(async () => {
  await started.close();
  project.remove();
});

const run = () => {
  const confirm = async () => true;
  return deploy(
    { project: project.folder, stage: "local", fast: true, dryRun: false, accept: [], confirm },
    unwatched,
  );
};

test("a first deployment that fails leaves nothing behind, and the next one succeeds", async () => {
  project.write({
    "infra/custom.ts": `import { sns } from "./runtime/cdk.cjs";
import type { Customization } from "./runtime/constructs/customization.ts";
export function customize({ foundation }: Customization): void {
  const broken = new sns.CfnSubscription(foundation, "Broken", {
    topicArn: "arn:aws:sns:${region}:000000000000:nobody", protocol: "email", endpoint: "ops@acme.example",
  });
  broken.addDependency(foundation.userPool.client);
  broken.addDependency(foundation.table);
}
`,
  });
  await expect(run()).rejects.toMatchObject({ code: "DEPLOYMENT_FAILED", exit: 4 });
  expect(await left()).toEqual({ tables: [], pools: [], buckets: [expect.stringMatching(/^cdk-/)] });
  project.write({
    "infra/custom.ts": `import type { Customization } from "./runtime/constructs/customization.ts";
export function customize(_: Customization): void {}
`,
  });
  const { changed } = await run();
  expect(changed).toBe(true);
  const now = await left();
  expect([now.tables.length, now.pools.length, now.buckets.length]).toEqual([1, 1, 3]);
  expect(await stacks()).toContain("acme-local-foundation");
}, 60_000);

async function left() {
  const { endpoint, credentials } = started.cloud;
  const settings = { region, endpoint, credentials, forcePathStyle: true };
  const [tables, pools, buckets] = await Promise.all([
    new DynamoDBClient(settings).send(new ListTablesCommand({})),
    new CognitoIdentityProviderClient(settings).send(new ListUserPoolsCommand({ MaxResults: 60 })),
    new S3Client(settings).send(new ListBucketsCommand({})),
  ]);
  return {
    tables: tables.TableNames ?? [],
    pools: (pools.UserPools ?? []).map(({ Name }) => Name),
    buckets: (buckets.Buckets ?? []).map(({ Name }) => Name),
  };
}

async function stacks(): Promise<readonly (string | undefined)[]> {
  const { endpoint, credentials } = started.cloud;
  const client = new CloudFormationClient({ region, endpoint, credentials });
  const { StackSummaries = [] } = await client.send(
    new ListStacksCommand({ StackStatusFilter: ["CREATE_COMPLETE", "UPDATE_COMPLETE"] }),
  );
  return StackSummaries.map(({ StackName }) => StackName);
}

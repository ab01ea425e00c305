import { CloudFormationClient, CreateStackCommand } from "@aws-sdk/client-cloudformation";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeConnection } from "../../../../src/aws/client-of.ts";
import { describeStack } from "../../../../src/aws/cloudformation/describe-stack.ts";
import type { StackEvent } from "../../../../src/aws/cloudformation/list-stack-events.ts";
import type { Connection } from "../../../../src/aws/connection.ts";
import { removeData } from "../../../../src/deploy/destroy/remove-data.ts";
import { removeStack } from "../../../../src/deploy/destroy/remove-stack.ts";
import { takeInventory } from "../../../../src/deploy/destroy/stage-inventory.ts";
import { type Cloud, startCloud } from "../../../../src/local/cloud.ts";

let cloud: Cloud;
let connection: Connection;
const { signal } = new AbortController();
const template = JSON.stringify({
  Resources: {
    Files: { Type: "AWS::S3::Bucket", Properties: { VersioningConfiguration: { Status: "Enabled" } } },
    Table: {
      Type: "AWS::DynamoDB::Table",
      DeletionPolicy: "Retain",
      Properties: {
        BillingMode: "PAY_PER_REQUEST",
        DeletionProtectionEnabled: true,
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      },
    },
  },
});

beforeAll(async () => {
  cloud = await startCloud({ port: 0, stateFolder: null, region: "eu-west-1", log: () => {} });
  connection = { region: cloud.region, endpoint: cloud.endpoint, credentials: cloud.credentials };
}, 60_000);
afterAll(async () => {
  closeConnection(connection);
  await cloud.close();
});

test("a stack that does not go says what is in its way; that mended, it goes, protected or not", async () => {
  const client = new CloudFormationClient({
    ...connection,
    credentials: cloud.credentials,
    endpoint: cloud.endpoint,
  });
  await client.send(
    new CreateStackCommand({
      StackName: "acme-dev-foundation",
      TemplateBody: template,
      EnableTerminationProtection: true,
    }),
  );
  client.destroy();
  await expect
    .poll(async () => (await describeStack(connection, "acme-dev-foundation"))?.status, { timeout: 60_000 })
    .toBe("CREATE_COMPLETE");
  const inventory = await takeInventory(connection, { app: "acme", stage: "dev", prefix: "acme-dev" });
  expect(inventory).toMatchObject({
    stacks: [{ name: "acme-dev-foundation" }],
    resources: 2,
    tables: [expect.stringContaining("Table")],
    buckets: [expect.stringContaining("files")],
  });
  const s3 = new S3Client({
    ...connection,
    credentials: cloud.credentials,
    endpoint: cloud.endpoint,
    forcePathStyle: true,
  });
  for (const Body of ["one", "two"])
    await s3.send(new PutObjectCommand({ Bucket: inventory.buckets[0], Key: "a/b", Body }));
  s3.destroy();

  const failing = removeStack(connection, "acme-dev-foundation", { signal, onEvent: () => {} });
  await expect(failing).rejects.toMatchObject({
    code: "STACK_NOT_DELETED",
    exit: 4,
    problems: [{ message: expect.stringMatching(/^Files \(AWS::S3::Bucket\): .*not empty/i) }],
  });

  await removeData(connection, inventory, { signal, onProgress: () => {} });
  const events: StackEvent[] = [];
  await removeStack(connection, "acme-dev-foundation", { signal, onEvent: (event) => events.push(event) });
  expect(events.some(({ status }) => status === "DELETE_COMPLETE")).toBe(true);
  expect(await describeStack(connection, "acme-dev-foundation")).toBeNull();
}, 120_000);

test("what is gone already is no reason to fail", async () => {
  const gone = { tables: ["no-table"], userPools: ["eu-west-1_Gone"], buckets: ["no-such-bucket"] };
  await removeData(connection, gone, { signal, onProgress: () => {} });
  await removeStack(connection, "acme-dev-service", { signal, onEvent: () => {} });
  const inventory = await takeInventory(connection, { app: "acme", stage: "dev", prefix: "acme-dev" });
  expect(inventory).toEqual({
    stacks: [],
    resources: 0,
    tables: [],
    userPools: [],
    buckets: [],
    filesBucket: null,
    logGroups: [],
    secrets: [],
  });
}, 60_000);

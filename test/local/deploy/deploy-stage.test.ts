import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors/user-error.ts";
import { type StartedCloud, startCloudHere } from "../../../src/operations/cloud/start.ts";
import { cloudStateFolder } from "../../../src/operations/cloud/state-folder.ts";
import { type DeployInput, type DeployResult, deploy } from "../../../src/operations/deploy.ts";
import { type ProjectFolder, projectFolder, unwatched } from "../../support/deployed/project-folder.ts";

const region = "eu-west-1";
const config = `import { defineConfig } from "plinth";
export default defineConfig({ name: "acme", region: "${region}", stages: { dev: {}, prod: { protected: true } } });
`;
const invoice = (fields: string, rest = "") => `import { model, text, integer, oneOf, money } from "plinth";
export const Invoice = model({ number: text().max(20), ${fields} })${rest};
`;

const now = 'status: oneOf("draft", "sent"), total: money().optional()';

let project: ProjectFolder;
let started: StartedCloud;
let records: DynamoDBClient;

beforeAll(async () => {
  project = await projectFolder({
    name: "deploy",
    files: {
      "plinth.config.ts": config,
      "models/invoice.ts": invoice('note: text().optional(), status: oneOf("draft", "sent")'),
      "models/customer.ts": `import { model, text } from "plinth";\nexport const Customer = model({ name: text() });\n`,
    },
  });
  const state = cloudStateFolder(null, project.folder);
  started = await startCloudHere({ state, region, port: 0, log: () => {} });
  const { endpoint, credentials } = started.cloud;
  records = new DynamoDBClient({ region, endpoint, credentials });
}, 60_000);

afterAll(async () => {
  records.destroy();
  await started.close();
  project.remove();
});

async function run(input: Partial<DeployInput> = {}): Promise<DeployResult> {
  const confirm = async () => true;
  const all = {
    project: project.folder,
    stage: "local",
    fast: true,
    dryRun: false,
    accept: [],
    confirm,
    ...input,
  };
  return deploy(all, unwatched);
}

async function change(files: Record<string, string | null>): Promise<void> {
  project.write(files);
  await project.generate();
}

async function refusal(input: Partial<DeployInput> = {}): Promise<UserError> {
  const error: unknown = await run(input).then(
    () => null,
    (thrown) => thrown,
  );
  if (error instanceof UserError) return error;
  throw new Error("It was not refused", { cause: error });
}

describe("a project's life on a stage", () => {
  let table: string;

  test("a first deployment prepares the account, and says what it adds", async () => {
    const { plan, changed, outputs } = await run();
    expect(changed).toBe(true);
    expect(plan.bootstrap).toBe(true);
    expect(plan.changes).toEqual([
      { kind: "addModel", model: "Customer" },
      { kind: "addModel", model: "Invoice" },
    ]);
    expect(plan.stacks.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      "create acme-local-foundation",
      "create acme-local-service",
    ]);
    expect(outputs?.graphqlUrl).toContain(started.cloud.endpoint);
    table = outputs?.table ?? "";
    const configured: unknown = JSON.parse(project.read("client/amplify_outputs.json"));
    expect(configured).toMatchObject({
      Auth: { Cognito: { userPoolId: outputs?.userPoolId, userPoolEndpoint: started.cloud.endpoint } },
      API: { GraphQL: { endpoint: outputs?.graphqlUrl, region } },
    });
  }, 60_000);

  test("repeated, it does nothing and asks nothing", async () => {
    const confirm = () => Promise.reject(new Error("asked"));
    const { plan, changed } = await run({ confirm });
    expect(changed).toBe(false);
    expect(plan).toMatchObject({ stacks: [], changes: [], dangers: [], bootstrap: false });
  }, 60_000);

  test("a dry run changes nothing", async () => {
    await change({
      "models/tag.ts": `import { model, text } from "plinth";\nexport const Tag = model({ name: text() });\n`,
    });
    const planned = await run({ dryRun: true });
    expect(planned.plan.changes).toEqual([{ kind: "addModel", model: "Tag" }]);
    const again = await run({ dryRun: true });
    expect(again.plan).toEqual(planned.plan);
    expect(planned.plan.stacks.map(({ name }) => name)).toEqual(["acme-local-service"]);
  }, 60_000);

  test("what is declined is not done", async () => {
    await expect(run({ confirm: async () => false })).rejects.toThrow("Nothing was deployed.");
    expect((await run({ dryRun: true })).plan.changes).toEqual([{ kind: "addModel", model: "Tag" }]);
  }, 60_000);

  test("a new model changes the service stack alone", async () => {
    const { plan } = await run();
    expect(plan.stacks.map(({ name, removed }) => [name, removed])).toEqual([["acme-local-service", 0]]);
  }, 60_000);

  test("records keep a field, until its loss is accepted by name", async () => {
    await put("I1", { note: { S: "keep me" }, status: { S: "sent" } });
    await put("I2", { status: { S: "draft" } });
    await change({ "models/invoice.ts": invoice('status: oneOf("draft", "sent")') });
    const error = await refusal();
    expect(error).toMatchObject({ code: "DATA_LOSS", exit: 3 });
    expect(error.problems).toEqual([
      expect.objectContaining({
        message: "Invoice.note goes; 1 record has a value there.",
        remedy: "--accept remove-field:Invoice.note",
      }),
    ]);
    expect(await refusal({ accept: ["remove-field:Invoice.other"] })).toMatchObject({ code: "DATA_LOSS" });
    const { plan } = await run({ accept: ["remove-field:Invoice.note"] });
    expect(plan.dangers).toMatchObject([{ id: "remove-field:Invoice.note", accepted: true }]);
    const { Item } = await records.send(new GetItemCommand({ TableName: table, Key: keyOf("I1") }));
    expect(Item?.["note"]).toEqual({ S: "keep me" });
  }, 60_000);

  test("each change that records would not survive is refused, and all are told at once", async () => {
    await change({
      "models/invoice.ts": invoice('status: oneOf("draft"), total: money()', ".shards(2)"),
      "models/customer.ts": null,
    });
    const { problems } = await refusal();
    expect(problems.map(({ remedy }) => remedy).toSorted()).toEqual([
      "--accept change-field:Invoice.status",
      "--accept move-model:Invoice",
      "--accept require-field:Invoice.total",
    ]);
    await change({
      "models/invoice.ts": invoice(now),
    });
  }, 60_000);

  test("a model that nobody used just goes", async () => {
    const { plan } = await run();
    expect(plan.changes).toContainEqual({ kind: "removeModel", model: "Customer" });
    expect(plan.dangers).toEqual([]);
  }, 60_000);

  test("a new index takes in the records that are there", async () => {
    await change({ "models/invoice.ts": invoice(now, '.index("byStatus", ["status"], { sort: "number" })') });
    const { plan } = await run();
    expect(plan.changes).toEqual([{ kind: "addIndex", model: "Invoice", index: "byStatus" }]);
    expect(plan.backfills).toEqual([{ kind: "index", model: "Invoice", name: "byStatus", records: 2 }]);
    expect(plan.stacks.map(({ name }) => name)).toEqual(["acme-local-service"]);
    const { Items } = await records.send(
      new QueryCommand({
        TableName: table,
        IndexName: "gsi1",
        KeyConditionExpression: "gsi1_pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: "T#acme#Invoice#byStatus#sent" } },
      }),
    );
    expect(Items?.map(({ id }) => id?.S)).toEqual(["I1"]);
  }, 60_000);

  test("what is to be unique is looked at before: nothing is deployed over duplicates", async () => {
    await put("I3", { status: { S: "sent" }, number: { S: "I1" } });
    const unique = '.index("byStatus", ["status"], { sort: "number" }).unique(["number"])';
    await change({ "models/invoice.ts": invoice(now, unique) });
    const error = await refusal();
    expect(error).toMatchObject({ code: "DUPLICATES", exit: 3 });
    expect(error.problems[0]?.message).toBe('Invoice of T#acme: {"number":"I1"} in 2 records: I1, I3');
    expect((await run({ dryRun: true })).plan.changes).toEqual([
      { kind: "addUnique", model: "Invoice", unique: "byNumber" },
    ]);
    await put("I3", { status: { S: "sent" } });
    await run();
    const guard = { pk: { S: "T#acme#Invoice!byNumber#I3" }, sk: { S: "!" } };
    const { Item } = await records.send(new GetItemCommand({ TableName: table, Key: guard }));
    expect(Item?.["id"]).toEqual({ S: "I3" });
  }, 60_000);

  async function put(id: string, attributes: Record<string, { S: string }>): Promise<void> {
    const Item = { ...keyOf(id), _m: { S: "Invoice" }, id: { S: id }, number: { S: id }, ...attributes };
    await records.send(new PutItemCommand({ TableName: table, Item }));
  }

  function keyOf(id: string) {
    return { pk: { S: "T#acme#Invoice" }, sk: { S: id } };
  }
});

describe("the project's own resources", () => {
  const custom = (body: string) => `import { s3, sns } from "./runtime/cdk.cjs";
import type { Customization } from "./runtime/constructs/customization.ts";
export function customize({ service, foundation }: Customization): void {
${body}
}
`;

  test("a bucket is not let go by mistake", async () => {
    project.write({ "infra/custom.ts": custom('  new s3.CfnBucket(service, "Reports");') });
    await run();
    project.write({ "infra/custom.ts": custom("  void service;") });
    const error = await refusal();
    expect(error.code).toBe("DATA_LOSS");
    expect(error.problems).toEqual([
      expect.objectContaining({
        message: "Reports (AWS::S3::Bucket) is removed.",
        remedy: "--accept remove:Reports",
      }),
    ]);
    await run({ accept: ["remove:Reports"] });
  }, 60_000);

  test("nor replaced", async () => {
    project.write({
      "infra/custom.ts": custom('  new s3.CfnBucket(service, "Exports", { bucketName: "acme-one" });'),
    });
    await run();
    project.write({
      "infra/custom.ts": custom('  new s3.CfnBucket(service, "Exports", { bucketName: "acme-two" });'),
    });
    expect((await refusal()).problems).toEqual([
      expect.objectContaining({
        message: "Exports (AWS::S3::Bucket) is replaced by a new, empty one.",
        remedy: "--accept replace:Exports",
      }),
    ]);
    await run({ accept: ["replace:Exports"] });
  }, 60_000);

  test("what CloudFormation cannot make is rolled back and explained; corrected, it goes on", async () => {
    const broken = `  new sns.CfnSubscription(service, "Broken", { topicArn: "arn:aws:sns:${region}:000000000000:nobody", protocol: "email", endpoint: "ops@acme.example" });`;
    const bucket = '  new s3.CfnBucket(service, "Exports", { bucketName: "acme-two" });';
    project.write({ "infra/custom.ts": custom(`${bucket}\n${broken}`) });
    const error = await refusal();
    expect(error).toMatchObject({ code: "DEPLOYMENT_FAILED", exit: 4 });
    expect(error.message).toContain("rolled back");
    expect(error.problems[0]?.message).toMatch(/^Broken \(AWS::SNS::Subscription\): /);
    project.write({ "infra/custom.ts": custom(bucket) });
    expect((await run()).changed).toBe(false);
  }, 60_000);
});

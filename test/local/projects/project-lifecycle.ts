import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UpdateStackCommand, UpdateTerminationProtectionCommand } from "@aws-sdk/client-cloudformation";
import { DynamoDBClient, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Cloud, startCloud } from "../../../src/local/cloud.ts";
import { addFunction } from "../../../src/operations/add-function.ts";
import { addModel } from "../../../src/operations/add-model.ts";
import { synth } from "../../../src/operations/synth.ts";
import { type ExampleProject, unwatched } from "../../examples/example-project.ts";
import { differences, inventory } from "../../support/cloud/inventory.ts";
import { type Outcome, type TemplateJson, type Toolkit, toolkit } from "../../support/cloud/toolkit.ts";

/** What every deployment leaves: what it was told, sessions, and what was published. */
const deploymentsOwn = [
  "cloudformation.",
  "iam.sessions",
  "s3.versions cdk-",
  "s3.blobs",
  "blobs",
  "sqlite_sequence",
];
/** Time goes on: alarms look at their metrics and write mails, streams are followed. */
const timesOwn = [
  "cloudwatch.history",
  "cloudwatch_",
  "outbox.",
  "logs_events",
  "logs_streams",
  "lambda.positions",
];
const restless = ["cloudwatch.alarms", "lambda.mappings"];

/**
 * The life of a generated project in the local cloud, deployed as the CDK's own toolkit does: first deployment, changes in
 * place, failures taken back, deletion.
 */
export function describeLifecycle(name: string, make: () => Promise<ExampleProject>): void {
  // Seconds on an idle machine; the largest example has more than five hundred resources.
  vi.setConfig({ testTimeout: 120_000 });
  let region: string;
  let state: string;
  let cloud: Cloud;
  let cdk: Toolkit;
  let project: ExampleProject;
  let out: string;
  let foundation: string;
  let service: string;

  beforeAll(async () => {
    project = await make();
    region = /region: "([a-z0-9-]+)"/.exec(project.read("plinth.config.ts"))?.[1] ?? "";
    state = mkdtempSync(join(tmpdir(), "plinth-lifecycle-"));
    cloud = await startCloud({ port: 0, stateFolder: state, region });
    const { endpoint, credentials, accountId } = cloud;
    cdk = toolkit({ region, endpoint, credentials, maxAttempts: 1 }, accountId);
    await cdk.bootstrap();
    out = join(project.folder, "cdk.out");
    const names = await build();
    foundation = names.find((each) => each.endsWith("-foundation")) ?? "";
    service = names.find((each) => each.endsWith("-service")) ?? "";
  }, 60_000);

  afterAll(async () => {
    await cloud.close();
    project.remove();
    rmSync(state, { recursive: true, force: true });
  });

  /** @returns the stacks' names */
  async function build(): Promise<string[]> {
    const { stacks } = await synth({ project: project.folder, stage: null, out, fast: true }, unwatched);
    await cdk.publish(out);
    return stacks.map((stack) => stack.name);
  }

  const add = (model: string, fields: readonly string[], indexes: readonly string[] = []) =>
    addModel(
      { project: project.folder, name: model, fields, options: { indexes }, inverse: true, dryRun: false },
      unwatched,
    );

  /** What differs from before, other than by deployments as such and by time. */
  function differsFrom(before: ReturnType<typeof inventory>): string[] {
    return differences(before, inventory(state), [...deploymentsOwn, ...timesOwn], restless);
  }

  async function expectDeployed(stack: string): Promise<Outcome> {
    const outcome = await cdk.deploy(out, stack);
    expect({ stack, failures: outcome.failures }).toEqual({ stack, failures: [] });
    expect(outcome.status).toMatch(/^((CREATE|UPDATE)_COMPLETE|NO_CHANGES)$/);
    return outcome;
  }

  describe(`a deployment of ${name}`, () => {
    test("that fails at its end is taken back but for what must be retained", async () => {
      const before = inventory(state);
      const failed = await cdk.deploy(out, foundation, { edit: failingLate });
      expect(failed).toMatchObject({
        status: "ROLLBACK_COMPLETE",
        failures: [expect.stringMatching(/^Late: /)],
      });
      const kinds = new Set(differsFrom(before).map((one) => one.split(/[. ]/)[1]));
      const retained = skippedTypes(failed).map((type) => type.split("::")[1]?.toLowerCase());
      // A key waits for its deletion, as on AWS.
      expect([...kinds].filter((kind) => !retained.includes(kind) && kind !== "kms")).toEqual([]);
      await cdk.destroy(foundation);
    });

    test("succeeds", async () => {
      expect((await expectDeployed(foundation)).status).toBe("CREATE_COMPLETE");
      const before = inventory(state);
      const failed = await cdk.deploy(out, service, { edit: failingLate });
      expect(failed).toMatchObject({
        status: "ROLLBACK_COMPLETE",
        failures: [expect.stringMatching(/^Late: /)],
      });
      expect(differsFrom(before)).toEqual([]);
      await cdk.destroy(service);
      expect((await expectDeployed(service)).status).toBe("CREATE_COMPLETE");
    });

    test("that changes nothing says so", async () => {
      for (const stack of [foundation, service])
        expect((await cdk.deploy(out, stack)).status).toBe("NO_CHANGES");
      const { artifacts } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
      const { tags } = artifacts[service].properties;
      const update = new UpdateStackCommand({
        StackName: service,
        UsePreviousTemplate: true,
        Capabilities: ["CAPABILITY_NAMED_IAM"],
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value: String(Value) })),
      });
      await expect(cdk.cloudFormation.send(update)).rejects.toThrow("No updates are to be performed.");
    });
  });

  describe(`${name}, once deployed,`, () => {
    let TableName = "";
    let data: DynamoDBClient;

    test("gets a model and its index in place, and keeps its data", async () => {
      data = new DynamoDBClient({ region, endpoint: cloud.endpoint, credentials: cloud.credentials });
      TableName =
        [...inventory(state).keys()].find((key) => key.startsWith("dynamodb.tables "))?.slice(16) ?? "";
      for (const id of ["1", "2"])
        await data.send(new PutItemCommand({ TableName, Item: { pk: { S: "T#1#Note" }, sk: { S: id } } }));
      await add("Gadget", ["title:text", "size:integer"], ["bySize:size"]);
      const before = inventory(state);
      await build();
      const changed = [await expectDeployed(foundation), await expectDeployed(service)];
      expect(changed.flatMap(replaced)).toEqual([]);
      expect(changed.flatMap(gone)).toEqual([]);
      // A project's first model brings the stack of models and what all models share.
      const allowed = ["FunctionConfiguration", "Resolver"].map((type) => `AWS::AppSync::${type}`);
      expect([...allowed, "AWS::CloudFormation::Stack"]).toEqual(
        expect.arrayContaining(createdTypes(changed)),
      );
      expect(createdTypes(changed)).toContain("AWS::AppSync::Resolver");
      expect(untouchedButFor(before, ["appsync.", "lambda.functions"])).toEqual([]);
      expect((await data.send(new ScanCommand({ TableName }))).Count).toBe(2);
    });

    test("goes back to what it was where a change fails at its end", async () => {
      await add("Widget", ["title:text", "gadget:belongsTo:Gadget"]);
      const options = { trigger: "query", returns: ["count:integer"] };
      await addFunction(
        { project: project.folder, name: "count-gadgets", options, dryRun: false },
        unwatched,
      );
      await build();
      const before = inventory(state);
      for (const stack of [foundation, service]) {
        const failed = await cdk.deploy(out, stack, { edit: failingLate });
        expect(failed).toMatchObject({
          status: "UPDATE_ROLLBACK_COMPLETE",
          failures: [expect.stringMatching(/^Late: /)],
        });
      }
      expect(differsFrom(before)).toEqual([]);
    });

    test("goes back to what it was where a nested stack fails", async () => {
      const before = inventory(state);
      const failed = await cdk.deploy(out, service, { edit: failingInside });
      expect(failed.status).toBe("UPDATE_ROLLBACK_COMPLETE");
      expect(failed.failures).toContainEqual(expect.stringMatching(/^Late: .*allowedPattern/));
      expect(failed.failures).toContainEqual(
        expect.stringMatching(
          /^Models.*: Embedded stack arn:.* was not successfully updated\. .*failed to create: \[Late\]/,
        ),
      );
      expect(differsFrom(before)).toEqual([]);
    });

    test("gets a function and a relation in place", async () => {
      const changed = [await expectDeployed(foundation), await expectDeployed(service)];
      expect([...changed.flatMap(replaced), ...changed.flatMap(gone)]).toEqual([]);
      expect(createdTypes(changed)).toContain("AWS::Lambda::Function");
      expect((await data.send(new ScanCommand({ TableName }))).Count).toBe(2);
    });

    test("is not deleted while it is protected, and leaves what must be retained when it is", async () => {
      const protect = (EnableTerminationProtection: boolean) =>
        cdk.cloudFormation.send(
          new UpdateTerminationProtectionCommand({ StackName: foundation, EnableTerminationProtection }),
        );
      await protect(true);
      await expect(cdk.destroy(foundation)).rejects.toThrow(
        `Stack [${foundation}] cannot be deleted while TerminationProtection is enabled`,
      );
      await protect(false);
      const empty = [
        "appsync.",
        "apigatewayv2.",
        "lambda.",
        "logs_groups",
        "cloudwatch.alarms",
        "events.",
        "scheduler.",
        "sns.",
        "sqs.",
        "ssm.parameters /",
        "budgets.",
      ];
      for (const stack of [service, foundation])
        expect(await cdk.destroy(stack)).toMatchObject({ status: "DELETE_COMPLETE", failures: [] });
      const left = [...inventory(state).keys()].filter((key) => empty.some((start) => key.startsWith(start)));
      expect(left).toEqual(["ssm.parameters /cdk-bootstrap/hnb659fds/version"]);
      expect((await data.send(new ScanCommand({ TableName }))).Count).toBe(2);
      data.destroy();
    });

    /** Differences other than in what begins so: each of them a resource that nothing should have touched. */
    function untouchedButFor(before: ReturnType<typeof inventory>, starts: readonly string[]): string[] {
      const all = starts.flatMap((start) => [`changed: ${start}`, `new: ${start}`]);
      return differsFrom(before).filter((one) => !all.some((start) => one.startsWith(start)));
    }
  });

  /** The template's nested stack of models with a resource that fails once all others are there. */
  async function failingInside(template: TemplateJson): Promise<TemplateJson> {
    const [id, nested] =
      Object.entries(template.Resources).find(
        ([logicalId, { Type }]) => Type === "AWS::CloudFormation::Stack" && logicalId.startsWith("Models"),
      ) ?? [];
    if (id === undefined || nested === undefined) throw new Error("There is no nested stack of models.");
    const metadata = nested["Metadata"] as { readonly "aws:asset:path": string };
    const text = readFileSync(join(out, metadata["aws:asset:path"]), "utf8");
    const TemplateURL = await cdk.put(
      "templates/failing.json",
      JSON.stringify(failingLate(JSON.parse(text))),
    );
    const Properties = { ...nested.Properties, TemplateURL };
    return { ...template, Resources: { ...template.Resources, [id]: { ...nested, Properties } } };
  }
}

/** The template with a resource that fails once all others are there. */
function failingLate(template: TemplateJson): TemplateJson {
  const DependsOn = Object.entries(template.Resources).flatMap(([id, { Condition }]) =>
    Condition === undefined ? [id] : [],
  );
  const Properties = { Type: "String", Name: "/late", Value: "letters", AllowedPattern: "\\d+" };
  const Late = { Type: "AWS::SSM::Parameter", DependsOn, Properties };
  return { ...template, Resources: { ...template.Resources, Late } };
}

function replaced({ changes, events }: Outcome): string[] {
  const planned = changes.filter(({ ResourceChange }) => ResourceChange?.Replacement === "True");
  const done = events.filter(({ ResourceStatusReason }) =>
    ResourceStatusReason?.includes("new physical resource"),
  );
  return [
    ...planned.map(({ ResourceChange }) => ResourceChange?.LogicalResourceId ?? ""),
    ...done.map(({ LogicalResourceId }) => LogicalResourceId ?? ""),
  ];
}

function gone({ events }: Outcome): string[] {
  return events
    .filter(({ ResourceStatus }) => ResourceStatus?.startsWith("DELETE_"))
    .map(({ LogicalResourceId }) => LogicalResourceId ?? "");
}

function createdTypes(outcomes: readonly Outcome[]): string[] {
  const created = outcomes
    .flatMap(({ events }) => events)
    .filter(({ ResourceStatus }) => ResourceStatus === "CREATE_COMPLETE");
  return [...new Set(created.map(({ ResourceType }) => ResourceType ?? ""))].sort();
}

function skippedTypes({ events }: Outcome): string[] {
  return events
    .filter(({ ResourceStatus }) => ResourceStatus === "DELETE_SKIPPED")
    .map(({ ResourceType }) => ResourceType ?? "");
}

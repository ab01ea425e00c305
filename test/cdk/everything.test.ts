import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { everything, everythingLock } from "../support/backends/everything.ts";
import { countTypes, resourcesOf, stackTemplate, statementsOf } from "./support/inspect.ts";
import { type Assembly, synth } from "./support/synth.ts";
import { newProject, temporaryProject } from "./support/temporary-project.ts";

let assembly: Assembly;
beforeAll(async () => {
  // With every check there is: CloudFormation's schemas and rules, and AWS's solution rules.
  const project = newProject(everything, everythingLock);
  assembly = await synth(project, { context: { nag: "true" }, validate: true });
  return () => rmSync(project, { recursive: true });
}, 120_000);

const properties = (type: string) =>
  resourcesOf(assembly)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties ?? {});

test("CloudFormation's checks and cdk-nag find nothing", () => {
  expect(assembly.output).toBe("");
  const report = JSON.parse(readFileSync(join(assembly.folder, "validation-report.json"), "utf8"));
  expect(report.pluginReports.flatMap((each: { violations?: unknown[] }) => each.violations ?? [])).toEqual(
    [],
  );
});

test("the stacks consist of what they always consisted of", async () => {
  const summary = Object.fromEntries(
    Object.entries(assembly.templates).map(([name, { Resources }]) => [
      name.replace(/[0-9A-F]{8}\.nested/, ".nested"),
      countTypes(Object.values(Resources)),
    ]),
  );
  await expect(`${JSON.stringify(summary, null, 2)}\n`).toMatchFileSnapshot("golden/everything.json");
});

describe("data", () => {
  test.each([
    "AWS::DynamoDB::Table",
    "AWS::Cognito::UserPool",
    "AWS::Cognito::UserPoolClient",
    "AWS::S3::Bucket",
  ])("every %s stays when the stack goes", (type) => {
    const found = resourcesOf(assembly).filter(({ Type }) => Type === type);
    expect(found.length).toBeGreaterThan(0);
    for (const { DeletionPolicy, UpdateReplacePolicy, template } of found) {
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(["Retain", "Retain"]);
      expect(template).toContain("foundation");
    }
  });

  test("tables are protected, recoverable and encrypted, with twelve indexes of strings", () => {
    const tables = properties("AWS::DynamoDB::Table");
    expect(tables).toHaveLength(2);
    for (const table of tables) {
      expect(table).toMatchObject({
        BillingMode: "PAY_PER_REQUEST",
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        SSESpecification: { SSEEnabled: true },
        StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
        TimeToLiveSpecification: { AttributeName: "_ttl", Enabled: true },
      });
      expect(table["GlobalSecondaryIndexes"]).toHaveLength(12);
      const attributes = table["AttributeDefinitions"] as readonly { readonly AttributeType: string }[];
      expect(attributes).toHaveLength(26);
      expect(new Set(attributes.map(({ AttributeType }) => AttributeType))).toEqual(new Set(["S"]));
    }
  });

  test("users cannot be deleted by mistake and cannot write what they like", () => {
    expect(properties("AWS::Cognito::UserPool")).toMatchObject([{ DeletionProtection: "ACTIVE" }]);
    const [client] = properties("AWS::Cognito::UserPoolClient");
    expect(client?.["PreventUserExistenceErrors"]).toBe("ENABLED");
    for (const list of ["ReadAttributes", "WriteAttributes"]) {
      expect(client?.[list]).toContain("email");
      expect(JSON.stringify(client?.[list])).not.toContain("custom:");
    }
  });
});

describe("permissions", () => {
  test("nobody is allowed by a wildcard", () => {
    const allowed = statementsOf(assembly.templates).filter(({ Effect }) => Effect === "Allow");
    expect(allowed.length).toBeGreaterThan(20);
    expect(allowed.filter(({ Principal }) => JSON.stringify(Principal ?? "").includes('"*"'))).toEqual([]);
  });

  test("no action is a wildcard but those of the topic's key, and nobody may scan", () => {
    const actions = new Set(
      statementsOf(assembly.templates)
        .filter(({ Effect }) => Effect === "Allow")
        .flatMap(({ Action }) => Action),
    );
    expect([...actions].filter((action) => action.includes("*")).sort()).toEqual([
      "kms:*",
      "kms:GenerateDataKey*",
    ]);
    expect([...actions].filter((action) => action.includes("Scan"))).toEqual([]);
  });

  test("no policy of AWS is attached", () => {
    expect(JSON.stringify(properties("AWS::IAM::Role"))).not.toContain("iam::aws:policy");
  });
});

test("there are no custom resources and no code but the project's", () => {
  const types = resourcesOf(assembly).map(({ Type }) => Type);
  expect(types.filter((type) => type.startsWith("Custom::") || type.includes("CustomResource"))).toEqual([]);
});

test("every Lambda is on Node 24 and arm64, traced, and logs to a group that forgets", () => {
  const groups = properties("AWS::Logs::LogGroup");
  for (const group of groups) expect(group).toHaveProperty("RetentionInDays");
  const functions = properties("AWS::Lambda::Function");
  expect(functions).toHaveLength(everything.functions.length + 3);
  for (const each of functions) {
    expect(each).toMatchObject({
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      TracingConfig: { Mode: "Active" },
      LoggingConfig: { LogGroup: { Ref: expect.any(String) } },
    });
  }
});

test("the service takes the foundation's values by SSM parameters only", () => {
  const { Parameters = {} } = stackTemplate(assembly, "service");
  const shared = Object.entries(Parameters)
    .filter(
      ([name, { Type }]) => name !== "BootstrapVersion" && Type === "AWS::SSM::Parameter::Value<String>",
    )
    .map(([, { Default }]) => Default);
  const published = properties("AWS::SSM::Parameter").map(({ Name }) => Name);
  expect(shared.length).toBeGreaterThan(5);
  expect(published).toEqual(expect.arrayContaining(shared));
  expect(Object.values(assembly.texts).filter((text) => text.includes("Fn::ImportValue"))).toEqual([]);
});

test("every resolver waits for the schema", () => {
  const service = stackTemplate(assembly, "service");
  const [schema] =
    Object.entries(service.Resources).find(([, { Type }]) => Type.endsWith("::GraphQLSchema")) ?? [];
  const nested = Object.values(service.Resources).filter(({ Type }) => Type === "AWS::CloudFormation::Stack");
  const own = Object.values(service.Resources).filter(({ Type }) =>
    ["AWS::AppSync::FunctionConfiguration", "AWS::AppSync::Resolver"].includes(Type),
  );
  expect(nested.length).toBeGreaterThan(1);
  for (const { DependsOn } of [...nested, ...own]) expect(DependsOn).toContain(schema);
});

describe("stages", () => {
  test("a protected stage hides its schema and takes its own account and settings", async () => {
    const prod = await synth(temporaryProject(everything, everythingLock), { context: { stage: "prod" } });
    const manifest = JSON.parse(readFileSync(join(prod.folder, "manifest.json"), "utf8"));
    expect(Object.keys(manifest.artifacts)).toEqual(
      expect.arrayContaining(["acme-prod-foundation", "acme-prod-service"]),
    );
    for (const stack of ["acme-prod-foundation", "acme-prod-service"]) {
      expect(manifest.artifacts[stack]).toMatchObject({
        environment: "aws://111122223333/eu-west-1",
        properties: { terminationProtection: true, tags: { app: "acme", stage: "prod" } },
      });
    }
    const api = resourcesOf(prod).find(({ Type }) => Type === "AWS::AppSync::GraphQLApi");
    expect(api?.Properties).toMatchObject({ IntrospectionConfig: "DISABLED" });
  }, 60_000);

  test("an unknown stage is refused with the names of those there are", async () => {
    const project = temporaryProject(everything, everythingLock);
    await expect(synth(project, { context: { stage: "pord" } })).rejects.toThrow(
      'There is no stage "pord". The stages of acme are: dev, prod.',
    );
  });
});

test("custom.ts has the last word", async () => {
  const project = temporaryProject(everything, everythingLock);
  writeFileSync(
    join(project, "infra/custom.ts"),
    `import { sqs } from "./runtime/cdk.cjs";
import type { Customization } from "./runtime/constructs/customization.ts";
export function customize({ foundation, service }: Customization): void {
  service.api.resource.queryDepthLimit = 7;
  foundation.table.contributorInsightsSpecification = { enabled: true };
  new sqs.CfnQueue(service, "Orders", { sqsManagedSseEnabled: true });
}
`,
  );
  const customized = await synth(project);
  expect(stackTemplate(customized, "service").Resources["Orders"]?.Type).toBe("AWS::SQS::Queue");
  const found = resourcesOf(customized);
  expect(found.find(({ Type }) => Type === "AWS::AppSync::GraphQLApi")?.Properties?.["QueryDepthLimit"]).toBe(
    7,
  );
  expect(found.find(({ id }) => id === "Table")?.Properties).toHaveProperty(
    "ContributorInsightsSpecification",
  );
}, 60_000);

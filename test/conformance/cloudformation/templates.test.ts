import {
  GetTemplateSummaryCommand,
  ListExportsCommand,
  ListImportsCommand,
  ValidateTemplateCommand,
} from "@aws-sdk/client-cloudformation";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { describe, expect, test } from "vitest";
import { parameter, stacks } from "./stacks.ts";

const cloud = stacks();

/** Values of the outputs of a stack made of one parameter. */
async function outputs(name: string, Outputs: Record<string, unknown>, rest: object = {}, more: object = {}) {
  const values = Object.fromEntries(Object.entries(Outputs).map(([key, Value]) => [key, { Value }]));
  const stack = await cloud.create(
    name,
    { Resources: { P: parameter(cloud.path(name), "one") }, Outputs: values, ...rest },
    more,
  );
  expect(stack.StackStatus).toBe("CREATE_COMPLETE");
  return Object.fromEntries(
    (stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
  );
}

describe("functions", () => {
  test("Ref, GetAtt, Sub, Join, Select, Split, Base64, Cidr, ToJsonString", async () => {
    const got = await outputs(
      "functions",
      {
        Ref: { Ref: "P" },
        GetAtt: { "Fn::GetAtt": ["P", "Value"] },
        Sub: { "Fn::Sub": ["${P.Value} ${Own} ${!Literal}", { Own: "own" }] },
        Join: { "Fn::Join": ["-", ["a", { Ref: "AWS::Region" }]] },
        Select: { "Fn::Select": [1, { "Fn::Split": ["/", "a/b/c"] }] },
        Base64: { "Fn::Base64": "text" },
        Cidr: { "Fn::Select": [1, { "Fn::Cidr": ["10.0.0.0/16", 2, 8] }] },
        Json: { "Fn::ToJsonString": { a: [{ Ref: "AWS::Partition" }] } },
      },
      { Transform: "AWS::LanguageExtensions" },
    );
    expect(got).toMatchObject({
      Ref: cloud.path("functions"),
      GetAtt: "one",
      Sub: "one own ${Literal}",
      Select: "b",
      Base64: "dGV4dA==",
      Cidr: "10.0.1.0/24",
      Json: '{"a":["aws"]}',
    });
    expect(got["Join"]).toMatch(/^a-[a-z]+-/);
  });

  test("conditions, mappings and their defaults", async () => {
    const rest = {
      Transform: "AWS::LanguageExtensions",
      Parameters: { Stage: { Type: "String", Default: "dev" } },
      Mappings: { Sizes: { dev: { size: "small" } } },
      Conditions: {
        Prod: { "Fn::Equals": [{ Ref: "Stage" }, "prod"] },
        NotProd: { "Fn::Not": [{ Condition: "Prod" }] },
        Both: { "Fn::And": [{ Condition: "Prod" }, { Condition: "NotProd" }] },
        Either: { "Fn::Or": [{ Condition: "Prod" }, { Condition: "NotProd" }] },
      },
    };
    const got = await outputs(
      "conditions",
      {
        Size: { "Fn::FindInMap": ["Sizes", { Ref: "Stage" }, "size"] },
        Default: { "Fn::FindInMap": ["Sizes", "prod", "size", { DefaultValue: "large" }] },
        If: { "Fn::If": ["Prod", "yes", "no"] },
        Both: { "Fn::If": ["Both", "yes", "no"] },
        Either: { "Fn::If": ["Either", "yes", "no"] },
      },
      rest,
    );
    expect(got).toEqual({ Size: "small", Default: "large", If: "no", Both: "no", Either: "yes" });
  });

  test("a resource and an output whose condition does not hold are left out", async () => {
    const stack = await cloud.create("conditional", {
      Conditions: { Never: { "Fn::Equals": ["a", "b"] } },
      Resources: {
        P: parameter(cloud.path("conditional/p"), "1"),
        Q: parameter(cloud.path("conditional/q"), "1", { Condition: "Never" }),
      },
      Outputs: { Q: { Condition: "Never", Value: { Ref: "Q" } } },
    });
    expect(stack).toMatchObject({ StackStatus: "CREATE_COMPLETE" });
    expect(stack.Outputs ?? []).toEqual([]);
    expect(await cloud.value(cloud.path("conditional/q"))).toBeNull();
  });

  test("AWS::NoValue leaves a property out", async () => {
    const path = cloud.path("no-value");
    const stack = await cloud.create("no-value", {
      Resources: { P: parameter(path, "1", {}, { Description: { Ref: "AWS::NoValue" } }) },
    });
    expect(stack.StackStatus).toBe("CREATE_COMPLETE");
  });

  test("YAML with short forms", async () => {
    const path = cloud.path("yaml");
    const stack = await cloud.create(
      "yaml",
      `AWSTemplateFormatVersion: 2010-09-09\nResources:\n  P:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Name: ${path}\n      Type: String\n      Value: !Sub "in \${AWS::Region}"\nOutputs:\n  Value:\n    Value: !GetAtt P.Value\n`,
    );
    expect(stack.StackStatus).toBe("CREATE_COMPLETE");
    expect(stack.Outputs?.[0]?.OutputValue).toBe(await cloud.value(path));
  });

  test("dynamic references are looked up", async () => {
    const source = cloud.path("dynamic/source");
    const path = cloud.path("dynamic/p");
    await cloud.create("dynamic-source", { Resources: { P: parameter(source, "found") } });
    await cloud.create("dynamic", { Resources: { P: parameter(path, `<{{resolve:ssm:${source}}}>`) } });
    expect(await cloud.value(path)).toBe("<found>");
  });
});

describe("validation", () => {
  const refused: [string, object | string, RegExp][] = [
    ["text that is neither JSON nor YAML", "{", /Template format error/],
    ["no resources", { Resources: {} }, /At least one Resources member must be defined/],
    [
      "an unknown section",
      { Resources: { P: parameter("/x", "1") }, Extra: {} },
      /Invalid template property or properties \[Extra\]/,
    ],
    [
      "an unknown resource type",
      { Resources: { P: { Type: "AWS::Nothing::Here" } } },
      /Unrecognized resource types: \[AWS::Nothing::Here\]/,
    ],
    [
      "a reference to nothing",
      { Resources: { P: parameter("/x", { Ref: "Nobody" }) } },
      /Unresolved resource dependencies \[Nobody\] in the Resources block/,
    ],
    [
      "a circle",
      { Resources: { A: parameter("/a", { Ref: "B" }), B: parameter("/b", { Ref: "A" }) } },
      /Circular dependency between resources/,
    ],
    [
      "an output of nothing",
      { Resources: { P: parameter("/x", "1") }, Outputs: { O: { Value: { Ref: "Nobody" } } } },
      /Unresolved resource dependencies \[Nobody\] in the Outputs block/,
    ],
    [
      "an unknown condition",
      { Resources: { P: parameter("/x", "1", { Condition: "Nobody" }) } },
      /Unresolved condition dependency Nobody in the Resources block/,
    ],
    ["a macro", { Transform: "Mine", Resources: { P: parameter("/x", "1") } }, /does not support/],
    [
      "a failing rule",
      {
        Rules: {
          R: { Assertions: [{ Assert: { "Fn::Contains": [["a"], "b"] }, AssertDescription: "told why" }] },
        },
        Resources: { P: parameter("/x", "1") },
      },
      /told why/,
    ],
  ];
  test.each(refused)("%s", async (_name, template, message) => {
    await expect(cloud.create("refused", template)).rejects.toThrow(message);
  });

  test("IAM resources must be acknowledged", async () => {
    const role = {
      Type: "AWS::IAM::Role",
      Properties: { AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] } },
    };
    await expect(cloud.create("iam", { Resources: { Role: role } })).rejects.toMatchObject({
      name: "InsufficientCapabilitiesException",
      message: "Requires capabilities : [CAPABILITY_IAM]",
    });
  });

  test("ValidateTemplate and GetTemplateSummary tell parameters and types", async () => {
    const TemplateBody = JSON.stringify({
      Description: "d",
      Parameters: { A: { Type: "Number", Default: 3 } },
      Resources: { P: parameter("/x", "1") },
    });
    const validated = await cloud.client.send(new ValidateTemplateCommand({ TemplateBody }));
    expect(validated).toMatchObject({
      Description: "d",
      Parameters: [{ ParameterKey: "A", DefaultValue: "3" }],
    });
    const summary = await cloud.client.send(new GetTemplateSummaryCommand({ TemplateBody }));
    expect(summary.ResourceTypes).toEqual(["AWS::SSM::Parameter"]);
  });
});

describe("parameters", () => {
  const template = (definition: object, name: string) => ({
    Parameters: { A: definition },
    Resources: { P: parameter(cloud.path(name), { "Fn::Sub": "${A}" }) },
  });
  const given = (ParameterValue: string) => ({ Parameters: [{ ParameterKey: "A", ParameterValue }] });

  test("given, default, and kept from before", async () => {
    const path = cloud.path("given");
    await cloud.create("given", template({ Type: "String", Default: "d" }, "given"), given("g"));
    expect(await cloud.value(path)).toBe("g");
    await cloud.update("given", template({ Type: "String", Default: "e" }, "given"));
    expect(await cloud.value(path)).toBe("e");
    await expect(
      cloud.update("given", template({ Type: "String" }, "given"), {
        Parameters: [{ ParameterKey: "A", UsePreviousValue: true }],
      }),
    ).rejects.toThrow("No updates are to be performed.");
  });

  test.each([
    ["missing", { Type: "String" }, {}, /Parameters: \[A\] must have values/],
    ["not allowed", { Type: "String", AllowedValues: ["a"] }, given("b"), /AllowedValues/],
    ["not matching", { Type: "String", AllowedPattern: "[a-z]" }, given("1"), /pattern/],
    ["too large", { Type: "Number", MaxValue: 3 }, given("4"), /not greater than 3/],
    ["no number", { Type: "Number" }, given("x"), /must be a number/],
    [
      "unknown",
      { Type: "String", Default: "" },
      { Parameters: [{ ParameterKey: "B", ParameterValue: "" }] },
      /do not exist in the template/,
    ],
  ])("a value that is %s is refused", async (_name, definition, more, message) => {
    await expect(cloud.create("refused-value", template(definition, "refused-value"), more)).rejects.toThrow(
      message,
    );
  });

  test("NoEcho values are never shown", async () => {
    const stack = await cloud.create(
      "secret",
      template({ Type: "String", NoEcho: true }, "secret"),
      given("hidden"),
    );
    expect(stack.Parameters?.[0]?.ParameterValue).toBe("****");
    expect(JSON.stringify(stack)).not.toContain("hidden");
  });

  test("SSM-typed ones are looked up at every operation", async () => {
    const source = cloud.path("typed/source");
    await cloud.ssm.send(new PutParameterCommand({ Name: source, Value: "1", Type: "String" }));
    const typed = template({ Type: "AWS::SSM::Parameter::Value<String>" }, "typed");
    const stack = await cloud.create("typed", typed, given(source));
    expect(stack.Parameters?.[0]).toMatchObject({ ParameterValue: source, ResolvedValue: "1" });
    await cloud.ssm.send(new PutParameterCommand({ Name: source, Value: "2", Overwrite: true }));
    await cloud.update("typed", typed, { Parameters: [{ ParameterKey: "A", UsePreviousValue: true }] });
    expect(await cloud.value(cloud.path("typed"))).toBe("2");
    await expect(cloud.create("typed-absent", typed, given(`${source}/absent`))).rejects.toThrow(
      /Unable to fetch parameters/,
    );
  });
});

describe("exports", () => {
  const exporting = (name: string, value: string) => ({
    Resources: { P: parameter(cloud.path("export/p"), "1") },
    Outputs: { O: { Value: value, Export: { Name: cloud.named(name) } } },
  });

  test("are imported, listed, unique, and held while they are in use", async () => {
    await cloud.create("exporter", exporting("export", "shared"));
    const importer = await cloud.create("importer", {
      Resources: { P: parameter(cloud.path("import/p"), { "Fn::ImportValue": cloud.named("export") }) },
    });
    expect(importer.StackStatus).toBe("CREATE_COMPLETE");
    expect(await cloud.value(cloud.path("import/p"))).toBe("shared");
    const { Exports } = await cloud.client.send(new ListExportsCommand({}));
    expect(Exports?.find((each) => each.Name === cloud.named("export"))).toMatchObject({ Value: "shared" });
    const { Imports } = await cloud.client.send(
      new ListImportsCommand({ ExportName: cloud.named("export") }),
    );
    expect(Imports).toEqual([cloud.named("importer")]);
    const second = await cloud.create("second-exporter", {
      ...exporting("export", "other"),
      Resources: { P: parameter(cloud.path("export/second"), "1") },
    });
    expect(second.StackStatus).toBe("ROLLBACK_COMPLETE");
    const changed = await cloud.update("exporter", exporting("export", "changed"));
    expect(changed.StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    await cloud.remove(cloud.named("exporter"));
    expect((await cloud.settled(cloud.named("exporter"))).StackStatus).toBe("DELETE_FAILED");
    await cloud.remove(importer.StackId ?? "");
    await cloud.settled(importer.StackId ?? "");
    const { StackId = "" } = await cloud.describe(cloud.named("exporter"));
    await cloud.remove(StackId);
    expect((await cloud.settled(StackId)).StackStatus).toBe("DELETE_COMPLETE");
  });

  test("importing what nobody exports fails", async () => {
    const stack = await cloud.create("import-nothing", {
      Resources: { P: parameter(cloud.path("import/none"), { "Fn::ImportValue": cloud.named("none") }) },
    });
    expect(stack.StackStatus).toBe("ROLLBACK_COMPLETE");
  });
});

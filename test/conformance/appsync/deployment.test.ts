import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import { expect, it } from "vitest";
import { target } from "../../support/cloud/target.ts";
import { runtime } from "./api.ts";

const { settings } = target();
const StackName = `api-${Date.now()}`;

const code = (value: string) =>
  `export function request(ctx) { return { payload: ${value} }; } export function response(ctx) { return ctx.result; }`;
const around =
  "export function request(ctx) { return {}; } export function response(ctx) { return ctx.prev.result; }";

function template(value: string): string {
  const ApiId = { "Fn::GetAtt": ["Api", "ApiId"] };
  return JSON.stringify({
    Resources: {
      Api: {
        Type: "AWS::AppSync::GraphQLApi",
        Properties: {
          Name: "shop",
          AuthenticationType: "API_KEY",
          EnvironmentVariables: { TABLE_NAME: "t" },
          QueryDepthLimit: 12,
          XrayEnabled: true,
        },
      },
      Schema: {
        Type: "AWS::AppSync::GraphQLSchema",
        Properties: { ApiId, Definition: "type Query { hello: String }" },
      },
      Key: { Type: "AWS::AppSync::ApiKey", Properties: { ApiId } },
      Nothing: { Type: "AWS::AppSync::DataSource", Properties: { ApiId, Name: "Nothing", Type: "NONE" } },
      Step: {
        Type: "AWS::AppSync::FunctionConfiguration",
        DependsOn: "Schema",
        Properties: {
          ApiId,
          Name: "step",
          DataSourceName: { "Fn::GetAtt": ["Nothing", "Name"] },
          Runtime: { Name: runtime.name, RuntimeVersion: runtime.runtimeVersion },
          Code: code(value),
        },
      },
      Hello: {
        Type: "AWS::AppSync::Resolver",
        DependsOn: "Schema",
        Properties: {
          ApiId,
          TypeName: "Query",
          FieldName: "hello",
          Kind: "PIPELINE",
          Runtime: { Name: runtime.name, RuntimeVersion: runtime.runtimeVersion },
          Code: around,
          PipelineConfig: { Functions: [{ "Fn::GetAtt": ["Step", "FunctionId"] }] },
        },
      },
      Http: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "http", ProtocolType: "HTTP" } },
      Stage: {
        Type: "AWS::ApiGatewayV2::Stage",
        Properties: { ApiId: { Ref: "Http" }, StageName: "$default", AutoDeploy: true },
      },
    },
    Outputs: {
      Url: { Value: { "Fn::GetAtt": ["Api", "GraphQLUrl"] } },
      Key: { Value: { "Fn::GetAtt": ["Key", "ApiKey"] } },
      Http: { Value: { "Fn::GetAtt": ["Http", "ApiEndpoint"] } },
    },
  });
}

it("deploys, changes and removes an API", async () => {
  const client = new CloudFormationClient(settings);
  const settled = async (status: string) => {
    const current = async () => {
      const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
      return Stacks?.[0];
    };
    await expect
      .poll(async () => (await current())?.StackStatus, { timeout: 8_000, interval: 50 })
      .not.toMatch(/PROGRESS$/);
    const stack = await current();
    const { StackEvents } = await client.send(new DescribeStackEventsCommand({ StackName }));
    const failed = StackEvents?.filter((each) => each.ResourceStatus?.endsWith("FAILED"));
    expect(failed?.map((each) => each.ResourceStatusReason)).toEqual([]);
    expect(stack?.StackStatus).toBe(status);
    return Object.fromEntries((stack?.Outputs ?? []).map((each) => [each.OutputKey, each.OutputValue ?? ""]));
  };
  const ask = async ({ Url = "", Key = "" }: Record<string, string>) => {
    const body = JSON.stringify({ query: "{ hello }" });
    return await (await fetch(Url, { method: "POST", headers: { "x-api-key": Key }, body })).json();
  };
  await client.send(new CreateStackCommand({ StackName, TemplateBody: template("ctx.env.TABLE_NAME") }));
  const outputs = await settled("CREATE_COMPLETE");
  expect(await ask(outputs)).toEqual({ data: { hello: "t" } });
  expect((await fetch(outputs["Http"] ?? "")).status).toBe(404);
  await client.send(new UpdateStackCommand({ StackName, TemplateBody: template('"changed"') }));
  expect(await ask(await settled("UPDATE_COMPLETE"))).toEqual({ data: { hello: "changed" } });
  await client.send(new DeleteStackCommand({ StackName }));
  await expect
    .poll(async () => (await fetch(outputs["Url"] ?? "", { method: "POST", body: "{}" })).status, {
      timeout: 5_000,
    })
    .toBe(404);
});

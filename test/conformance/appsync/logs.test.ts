import { type FieldLogLevel, UpdateGraphqlApiCommand } from "@aws-sdk/client-appsync";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { allow, policy, trustService } from "../../support/cloud/function-code.ts";
import { target } from "../../support/cloud/target.ts";
import { createApi, pipeline, type TestApi } from "./api.ts";

// https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html#cwl

const { settings } = target();
const RoleName = `logs${Date.now().toString(36)}`;
let api: TestApi;
let logs: CloudWatchLogsClient;
let cloudWatchLogsRoleArn = "";

beforeAll(async () => {
  logs = new CloudWatchLogsClient(settings);
  const iam = new IAMClient(settings);
  const AssumeRolePolicyDocument = trustService("appsync.amazonaws.com");
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = policy(allow(["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument }));
  cloudWatchLogsRoleArn = Role?.Arn ?? "";
  api = await createApi(settings, "type Query { good(text: String): String  bad: String }");
  const code = (request: string) =>
    `import { util } from "@aws-appsync/utils";\nexport function request(ctx) {\n  console.log("looks at", ctx.args);\n  console.error("worried");\n  ${request}\n}\nexport function response(ctx) { return ctx.result; }`;
  await pipeline(api, "Query", "good", "nothing", code("return { payload: ctx.args.text };"));
  await api.resolver("Query", "bad", "nothing", code('util.error("broken", "Kind");'));
});

/** Asks, and waits for the log of exactly that request. */
async function logged(query: string): Promise<string[]> {
  const { headers } = await api.query(query, {}, { "x-api-key": api.key, "x-mine": "header of mine" });
  const requestId = headers.get("x-amzn-requestid") ?? "";
  return await eventually(async () => {
    const { events = [] } = await logs.send(
      new FilterLogEventsCommand({
        logGroupName: `/aws/appsync/apis/${api.apiId}`,
        filterPattern: `"${requestId}"`,
      }),
    );
    const lines = events.map(({ message = "" }) => message);
    if (!lines.some((line) => line.includes('"RequestSummary"'))) throw new Error("not yet");
    return lines;
  });
}

async function level(fieldLogLevel: FieldLogLevel, excludeVerboseContent: boolean): Promise<void> {
  await api.client.send(
    new UpdateGraphqlApiCommand({
      apiId: api.apiId,
      name: "logged",
      authenticationType: "API_KEY",
      logConfig: { fieldLogLevel, cloudWatchLogsRoleArn, excludeVerboseContent },
    }),
  );
}

const typesOf = (lines: readonly string[]) =>
  lines
    .filter((line) => line.startsWith("{"))
    .map((line) => (JSON.parse(line) as { logType: string }).logType);
const has = (lines: readonly string[], text: string) => lines.some((line) => line.includes(text));

describe("the log of a request", () => {
  it("at level ALL tells everything about every field", async () => {
    await level("ALL", false);
    const lines = await logged('query { good(text: "hi") }');
    expect(typesOf(lines)).toEqual([
      "BeforeRequestFunctionEvaluation",
      "RequestFunctionEvaluation",
      "ResponseFunctionEvaluation",
      "AfterResponseFunctionEvaluation",
      "Tracing",
      "ExecutionSummary",
      "RequestSummary",
    ]);
    expect(lines[0]).toMatch(/^[0-9a-f-]{36} Begin Request$/);
    expect(has(lines, 'GraphQL Query: query { good(text: "hi") }, Operation: null, Variables: {}')).toBe(
      true,
    );
    expect(has(lines, 'INFO - code.js:3:3: "looks at" {"text":"hi"}')).toBe(true);
    expect(has(lines, 'ERROR - code.js:4:3: "worried"')).toBe(true);
    expect(has(lines, "x-mine=[header of mine]")).toBe(true);
    const evaluation = lines.find((line) => line.includes('"RequestFunctionEvaluation"')) ?? "{}";
    expect(JSON.parse(evaluation)).toMatchObject({
      path: ["good"],
      fieldName: "good",
      parentType: "Query",
      resolverArn: expect.stringMatching(/types\/Query\/resolvers\/good$/),
      graphQLAPIId: api.apiId,
      context: { arguments: { text: "hi" }, stash: {} },
      evaluationResult: { payload: "hi" },
      fieldInError: false,
      errors: [],
    });
    expect(JSON.parse(lines.find((line) => line.includes('"RequestSummary"')) ?? "{}")).toMatchObject({
      statusCode: 200,
      latency: expect.any(Number),
    });
  });
  it("never tells keys or tokens", async () => {
    const lines = await logged('{ good(text: "x") }');
    expect(has(lines, "x-api-key=[****]")).toBe(true);
    expect(has(lines, api.key)).toBe(false);
  });
  it("at level ERROR tells of fields in error only", async () => {
    await level("ERROR", true);
    const lines = await logged("{ good bad }");
    expect(typesOf(lines)).toEqual([
      "RequestFunctionEvaluation",
      "FieldErrors",
      "ExecutionSummary",
      "RequestSummary",
    ]);
    expect(has(lines, "broken")).toBe(true);
    expect(has(lines, "worried")).toBe(true);
    expect(has(lines, "looks at")).toBe(false);
    expect(has(lines, "GraphQL Query")).toBe(false);
    expect(has(lines, "header of mine")).toBe(false);
  });
  it("at level INFO tells what code says", async () => {
    await level("INFO", true);
    expect(has(await logged("{ good }"), "looks at")).toBe(true);
  });
  it("at level NONE tells of the request only", async () => {
    await level("NONE", true);
    const lines = await logged("{ good bad }");
    expect(typesOf(lines)).toEqual(["ExecutionSummary", "RequestSummary"]);
    expect(has(lines, "worried")).toBe(false);
  });
});

import { rmSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { everything, everythingLock } from "../support/backends/everything.ts";
import { resourcesOf } from "./support/inspect.ts";
import { type Assembly, synth } from "./support/synth.ts";
import { newProject } from "./support/temporary-project.ts";

let assembly: Assembly;
beforeAll(async () => {
  const project = newProject(everything, everythingLock);
  assembly = await synth(project);
  return () => rmSync(project, { recursive: true });
}, 60_000);

const found = (type: string) =>
  resourcesOf(assembly)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => Properties ?? {});

const lambda = (name: string) =>
  found("AWS::Lambda::Function").find(({ FunctionName }) => FunctionName === `acme-dev-${name}`);

test("a schedule runs by its expression in its time zone, and keeps what it could not start", () => {
  expect(found("AWS::Scheduler::Schedule")).toMatchObject([
    {
      ScheduleExpression: "cron(0 6 * * ? *)",
      ScheduleExpressionTimezone: "Europe/Madrid",
      Target: { DeadLetterConfig: {}, Input: expect.stringContaining("<aws.scheduler.scheduled-time>") },
    },
  ]);
  expect(lambda("archive-invoices")).toMatchObject({ Timeout: 900, DeadLetterConfig: {} });
});

test("uploads are told apart by the key below the tenant's prefix", () => {
  expect(found("AWS::Events::Rule")).toMatchObject([
    {
      EventPattern: {
        source: ["aws.s3"],
        "detail-type": ["Object Created"],
        detail: { object: { key: [{ wildcard: "tenants/*/invoices/*" }] } },
      },
    },
  ]);
  expect(found("AWS::S3::Bucket")).toContainEqual(
    expect.objectContaining({
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    }),
  );
  expect(lambda("scan-upload")).toMatchObject({ MemorySize: 1024, DeadLetterConfig: {} });
});

test("an HTTP route that anyone may call has no authorizer; its calls are logged and throttled", () => {
  expect(found("AWS::ApiGatewayV2::Route")).toMatchObject([
    { RouteKey: "POST /payments/{provider}", AuthorizationType: "NONE" },
  ]);
  expect(found("AWS::ApiGatewayV2::Stage")).toMatchObject([
    { AccessLogSettings: {}, DefaultRouteSettings: { ThrottlingRateLimit: 500 } },
  ]);
});

test("streams of all tables go to one worker that gives up late and loses nothing", () => {
  const sources = found("AWS::Lambda::EventSourceMapping").filter(({ StartingPosition }) => StartingPosition);
  expect(sources).toHaveLength(2);
  for (const source of sources) {
    expect(source).toMatchObject({
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 20,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      DestinationConfig: { OnFailure: {} },
    });
  }
});

test("Cognito asks for tokens' claims as V2 and calls the project's functions", () => {
  expect(found("AWS::Cognito::UserPool")).toMatchObject([
    { LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: "V2_0" }, PreSignUp: {} } },
  ]);
});

test("a function may read its own secrets and no others", () => {
  const texts = resourcesOf(assembly)
    .filter(({ Type }) => Type === "AWS::IAM::Role")
    .map(({ Properties }) => JSON.stringify(Properties));
  expect(texts.filter((text) => text.includes("parameter/acme/dev/secrets/MAIL_API_KEY"))).toHaveLength(1);
  expect(texts.filter((text) => text.includes("parameter/acme/dev/secrets/*"))).toEqual([]);
});

test("environments hold what the Lambdas expect, and never a secret", () => {
  const variables = (name: string) => Object(lambda(name)?.["Environment"]).Variables;
  expect(Object.keys(variables("send-invoice")).sort()).toEqual([
    "MAIL_FROM",
    "NODE_OPTIONS",
    "PLINTH_APP",
    "PLINTH_FUNCTION",
    "PLINTH_GRAPHQL_URL",
    "PLINTH_STAGE",
  ]);
  expect(variables("changes")).toMatchObject({
    PLINTH_CLEANUP_QUEUE_URL: {},
    PLINTH_FILES_BUCKET: {},
    PLINTH_TABLE: {},
    PLINTH_TABLE_PageView: {},
  });
  expect(variables("pre-token")).toMatchObject({ PLINTH_APP: "acme", PLINTH_STAGE: "dev", PLINTH_TABLE: {} });
});

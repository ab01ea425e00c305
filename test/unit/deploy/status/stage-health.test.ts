import { CloudFormationClient, CreateStackCommand } from "@aws-sdk/client-cloudformation";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeConnection } from "../../../../src/aws/client-of.ts";
import { describeStack } from "../../../../src/aws/cloudformation/describe-stack.ts";
import { stageHealth } from "../../../../src/deploy/status/stage-health.ts";
import { type Cloud, startCloud } from "../../../../src/local/cloud.ts";

let cloud: Cloud;
let settings: Pick<Cloud, "region" | "endpoint" | "credentials">;
beforeAll(async () => {
  cloud = await startCloud({ port: 0, stateFolder: null, region: "eu-west-1", log: () => {} });
  settings = { region: cloud.region, endpoint: cloud.endpoint, credentials: cloud.credentials };
}, 60_000);
afterAll(async () => {
  closeConnection(settings);
  await cloud.close();
});

const lambda = (code: string, name: string) => ({
  Type: "AWS::Lambda::Function",
  Properties: {
    FunctionName: name,
    Handler: "index.handler",
    Runtime: "nodejs24.x",
    Role: { "Fn::GetAtt": ["Role", "Arn"] },
    Code: { ZipFile: code },
  },
});
const template = JSON.stringify({
  Resources: {
    Role: {
      Type: "AWS::IAM::Role",
      Properties: {
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
          ],
        },
      },
    },
    Greet: lambda(
      'exports.handler = async ({ bad }) => { if (bad) throw new Error("bad"); };',
      "acme-dev-greet",
    ),
    Quiet: lambda("exports.handler = async () => {};", "acme-dev-quiet"),
    Alarm: {
      Type: "AWS::CloudWatch::Alarm",
      Properties: {
        AlarmDescription: "Too hot.",
        Namespace: "Acme",
        MetricName: "Heat",
        Statistic: "Maximum",
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 10,
        ComparisonOperator: "GreaterThanThreshold",
      },
    },
  },
});

test("functions that were called or failed, and alarms that ring, by what the stacks hold", async () => {
  const cloudFormation = new CloudFormationClient(settings);
  const create = { StackName: "acme-dev-service", TemplateBody: template };
  await cloudFormation.send(new CreateStackCommand({ ...create, Capabilities: ["CAPABILITY_IAM"] }));
  cloudFormation.destroy();
  const status = async () => (await describeStack(settings, "acme-dev-service"))?.status;
  await expect.poll(status, { timeout: 60_000 }).toBe("CREATE_COMPLETE");

  const functions = new LambdaClient(settings);
  for (const Payload of ["{}", '{"bad":true}', "{}"])
    await functions.send(new InvokeCommand({ FunctionName: "acme-dev-greet", Payload }));
  functions.destroy();
  const metrics = new CloudWatchClient(settings);
  const MetricData = [{ MetricName: "Heat", Value: 99 }];
  await metrics.send(new PutMetricDataCommand({ Namespace: "Acme", MetricData }));
  metrics.destroy();

  const stacks = ["acme-dev-foundation", "acme-dev-service"];
  await expect
    .poll(() => stageHealth(settings, stacks, "acme-dev", null), { timeout: 100_000, interval: 500 })
    .toMatchObject({
      functions: [{ name: "greet", calls: 3, errors: 1 }],
      api: null,
      alarms: [{ description: "Too hot.", reason: expect.stringContaining("10"), since: expect.any(String) }],
    });
}, 180_000);

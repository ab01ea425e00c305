import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import { AddPermissionCommand, RemovePermissionCommand } from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { CreateScheduleCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import {
  CreateTopicCommand,
  DeleteTopicCommand,
  PublishCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { type Functions, functionsFor } from "../../support/cloud/functions.ts";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const run = `plinth-conformance-${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
let functions: Functions;
let FunctionName: string;
let functionArn: string;
let logs: CloudWatchLogsClient;
let sns: SNSClient;
let events: EventBridgeClient;

beforeAll(async () => {
  logs = new CloudWatchLogsClient(settings);
  sns = new SNSClient(settings);
  events = new EventBridgeClient(settings);
  functions = await functionsFor(settings, run, ["logs:*", "lambda:InvokeFunction"]);
  const source =
    "export const handler = async (event) => { process.stdout.write(JSON.stringify(event) + '\\n'); };";
  FunctionName = await functions.create("target", source);
  functionArn = `arn:aws:lambda:${settings.region}:${functions.roleArn.split(":")[4]}:function:${FunctionName}`;
}, 60_000);
afterAll(() => functions.removeAll());

/** The events that the function was called with and that hold a text. */
async function calledWith(text: string): Promise<Record<string, never>[]> {
  const { events: found = [] } = await logs
    .send(
      new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${FunctionName}`, filterPattern: `"${text}"` }),
    )
    .catch((error: Error) => {
      // There is no log before the first call.
      if (error.name === "ResourceNotFoundException") return { events: [] };
      throw error;
    });
  return found.map(({ message }) => JSON.parse(message ?? "{}"));
}

function called(text: string): Promise<Record<string, never>> {
  return eventually(async () => {
    const [first] = await calledWith(text);
    if (first === undefined) throw new Error(`Nobody has called with ${text}`);
    return first;
  }, 60);
}

const permit = (service: string, SourceArn: string) =>
  functions.lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: service.replaceAll(".", "-"),
      Action: "lambda:InvokeFunction",
      Principal: `${service}.amazonaws.com`,
      SourceArn,
    }),
  );

describe("a function is called", () => {
  test("by a bucket, of what fits the filter, once it may be", async () => {
    const s3 = new S3Client({ ...settings, forcePathStyle: true });
    const Bucket = `${run}-bucket`;
    await s3.send(
      new CreateBucketCommand({
        Bucket,
        ...(settings.region !== "us-east-1" && {
          CreateBucketConfiguration: { LocationConstraint: settings.region as "eu-west-1" },
        }),
      }),
    );
    const NotificationConfiguration = {
      LambdaFunctionConfigurations: [
        {
          Id: "made",
          LambdaFunctionArn: functionArn,
          Events: ["s3:ObjectCreated:*" as const],
          Filter: { Key: { FilterRules: [{ Name: "prefix" as const, Value: "in/" }] } },
        },
      ],
    };
    const configure = () =>
      s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
    await expect(configure()).rejects.toMatchObject({ name: "InvalidArgument" });
    await permit("s3", `arn:aws:s3:::${Bucket}`);
    await configure();
    await s3.send(new PutObjectCommand({ Bucket, Key: "out/other", Body: "x" }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "in/a b", Body: "12345" }));
    const event = await called("in/a+b");
    expect(event).toMatchObject({
      Records: [
        {
          eventSource: "aws:s3",
          eventName: "ObjectCreated:Put",
          s3: { configurationId: "made", bucket: { name: Bucket }, object: { key: "in/a+b", size: 5 } },
        },
      ],
    });
    expect(await calledWith("out/other")).toEqual([]);
    for (const Key of ["out/other", "in/a b"]) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await s3.send(new DeleteBucketCommand({ Bucket }));
  }, 90_000);

  test("by a topic", async () => {
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: run }));
    await permit("sns", TopicArn ?? "");
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "lambda", Endpoint: functionArn }));
    const MessageAttributes = { kind: { DataType: "String", StringValue: "greeting" } };
    await sns.send(
      new PublishCommand({ TopicArn, Subject: "hello", Message: "from-a-topic", MessageAttributes }),
    );
    expect(await called("from-a-topic")).toMatchObject({
      Records: [
        {
          EventSource: "aws:sns",
          Sns: {
            TopicArn,
            Subject: "hello",
            Message: "from-a-topic",
            MessageAttributes: { kind: { Type: "String", Value: "greeting" } },
          },
        },
      ],
    });
    await sns.send(new DeleteTopicCommand({ TopicArn }));
  }, 90_000);

  test("by a rule, with what the rule makes of the event", async () => {
    const { RuleArn } = await events.send(
      new PutRuleCommand({ Name: run, EventPattern: JSON.stringify({ source: [run] }) }),
    );
    await permit("events", RuleArn ?? "");
    const InputTransformer = {
      InputPathsMap: { who: "$.detail.who" },
      InputTemplate: '{"from-a-rule":<who>}',
    };
    const Targets = [{ Id: "1", Arn: functionArn, InputTransformer }];
    await events.send(new PutTargetsCommand({ Rule: run, Targets }));
    const Detail = JSON.stringify({ who: "jane" });
    await events.send(new PutEventsCommand({ Entries: [{ Source: run, DetailType: "x", Detail }] }));
    expect(await called("from-a-rule")).toEqual({ "from-a-rule": "jane" });
    await events.send(new RemoveTargetsCommand({ Rule: run, Ids: ["1"] }));
    await events.send(new DeleteRuleCommand({ Name: run }));
  }, 90_000);

  test("by a schedule, in its role", async () => {
    const iam = await import("@aws-sdk/client-iam");
    const client = new iam.IAMClient(settings);
    const RoleName = run;
    const trusted = { Service: ["lambda.amazonaws.com", "scheduler.amazonaws.com"] };
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: trusted, Action: "sts:AssumeRole" }],
    });
    await client.send(new iam.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    const at = new Date(Date.now() + 2000).toISOString().slice(0, 19);
    const create = new CreateScheduleCommand({
      Name: run,
      ScheduleExpression: `at(${at})`,
      FlexibleTimeWindow: { Mode: "OFF" },
      ActionAfterCompletion: "DELETE",
      Target: { Arn: functionArn, RoleArn: functions.roleArn, Input: '{"from-a-schedule":1}' },
    });
    await eventually(() => new SchedulerClient(settings).send(create), 30);
    expect(await called("from-a-schedule")).toEqual({ "from-a-schedule": 1 });
  }, 120_000);

  test("by an alarm that changes its state", async () => {
    const cloudWatch = new CloudWatchClient(settings);
    const alarm = {
      AlarmName: run,
      Namespace: run,
      MetricName: "never",
      Statistic: "Sum" as const,
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: "GreaterThanThreshold" as const,
      AlarmActions: [functionArn],
    };
    await cloudWatch.send(new PutMetricAlarmCommand(alarm));
    await permit(
      "lambda.alarms.cloudwatch",
      `arn:aws:cloudwatch:${functionArn.split(":").slice(3, 5).join(":")}:alarm:${run}`,
    );
    const StateReason = "from-an-alarm";
    await cloudWatch.send(new SetAlarmStateCommand({ AlarmName: run, StateValue: "ALARM", StateReason }));
    expect(await called("from-an-alarm")).toMatchObject({
      source: "aws.cloudwatch",
      alarmData: { alarmName: run, state: { value: "ALARM", reason: StateReason } },
    });
    await cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [run] }));
  }, 90_000);

  test("by nobody whom its policy does not name", async () => {
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: `${run}-other` }));
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "lambda", Endpoint: functionArn }));
    await sns.send(new PublishCommand({ TopicArn, Message: "from-a-stranger" }));
    // Time enough for what is allowed, as the tests above have shown.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await calledWith("from-a-stranger")).toEqual([]);
    await functions.lambda.send(new RemovePermissionCommand({ FunctionName, StatementId: "sns" }));
    await sns.send(new DeleteTopicCommand({ TopicArn }));
  });
});

test("a bucket tells a topic, where the topic lets it", async () => {
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const Bucket = `${run}-topic-bucket`;
  const LocationConstraint = settings.region as "eu-west-1";
  await s3.send(
    new CreateBucketCommand({
      Bucket,
      ...(settings.region !== "us-east-1" && { CreateBucketConfiguration: { LocationConstraint } }),
    }),
  );
  const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: `${run}-objects` }));
  const NotificationConfiguration = {
    TopicConfigurations: [{ TopicArn, Events: ["s3:ObjectRemoved:*" as const] }],
  };
  const configure = () =>
    s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration }));
  const Statement = [
    {
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: "sns:Publish",
      Resource: TopicArn,
    },
  ];
  const AttributeValue = JSON.stringify({ Version: "2012-10-17", Statement });
  await sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue }));
  await configure();
  await permit("sns", TopicArn);
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: "lambda", Endpoint: functionArn }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "gone", Body: "x" }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "gone" }));
  const event = await called("ObjectRemoved:Delete");
  expect(event).toMatchObject({ Records: [{ Sns: { TopicArn, Subject: "Amazon S3 Notification" } }] });
  await s3.send(new DeleteBucketCommand({ Bucket }));
  await sns.send(new DeleteTopicCommand({ TopicArn }));
}, 90_000);

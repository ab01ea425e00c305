import { afterEach, expect, test } from "vitest";
import { type Cloud, localAccountId, startCloud } from "../../../../../src/local/cloud.ts";
import { heldClock } from "../../../../support/cloud/held-clock.ts";
import { root } from "../../../../support/cloud/service-caller.ts";

const QueueUrl = `/${localAccountId}/q`;
const clock = heldClock();
let cloud: Cloud;

afterEach(() => cloud.close());

async function start(Attributes: Record<string, string> = {}): Promise<void> {
  cloud = await startCloud({ port: 0, stateFolder: null, region: "eu-west-1", clock });
  await cloud.call("sqs", "CreateQueue", { QueueName: "q", Attributes }, root);
}

const send = () => cloud.call("sqs", "SendMessage", { QueueUrl, MessageBody: "x" }, root);
const receive = async () =>
  ((await cloud.call("sqs", "ReceiveMessage", { QueueUrl }, root))["Messages"] ?? []) as { Body: string }[];

test("messages end with their retention", async () => {
  await start({ MessageRetentionPeriod: "60" });
  await send();
  clock.forward(61_000);
  expect(await receive()).toEqual([]);
});

test("any host will do in a queue's URL: its path counts", async () => {
  await start();
  for (const host of ["", "http://localhost:1", "https://sqs.eu-west-1.amazonaws.com"])
    await cloud.call("sqs", "SendMessage", { QueueUrl: `${host}${QueueUrl}`, MessageBody: "x" }, root);
  expect(await receive()).toHaveLength(1);
});

test("a role needs to be allowed, by its own policies or the queue's", async () => {
  await start();
  const stranger = {
    ...root,
    kind: "role" as const,
    arn: "arn:aws:sts::000000000000:assumed-role/x/y",
    roleArn: "arn:aws:iam::000000000000:role/x",
  };
  const sending = cloud.call("sqs", "SendMessage", { QueueUrl, MessageBody: "x" }, stranger);
  await expect(sending).rejects.toMatchObject({ code: expect.stringContaining("AccessDenied") });
});

test("an alarm on a dead-letter queue rings", async () => {
  await start();
  await cloud.call(
    "cloudwatch",
    "PutMetricAlarm",
    {
      AlarmName: "dead",
      Namespace: "AWS/SQS",
      MetricName: "ApproximateNumberOfMessagesVisible",
      Dimensions: [{ Name: "QueueName", Value: "q" }],
      Statistic: "Maximum",
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: 0,
      ComparisonOperator: "GreaterThanThreshold",
      TreatMissingData: "notBreaching",
    },
    root,
  );
  await send();
  clock.forward(60_000);
  const state = async () => {
    const { MetricAlarms } = await cloud.call("cloudwatch", "DescribeAlarms", { AlarmNames: ["dead"] }, root);
    return (MetricAlarms as { StateValue: string }[])[0]?.StateValue;
  };
  await expect.poll(state, { timeout: 15_000, interval: 250 }).toBe("ALARM");
});

import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DeleteDashboardsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  ListTagsForResourceCommand,
  PutCompositeAlarmCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { CreateTopicCommand, DeleteTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ListeningQueue, listeningQueue } from "../../support/cloud/queue.ts";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const prefix = `plinth-conformance-${Date.now()}`;
const Namespace = `PlinthConformance/${Date.now()}`;
let cloudWatch: CloudWatchClient;
let sns: SNSClient;
let queue: ListeningQueue;
let TopicArn = "";

beforeAll(async () => {
  cloudWatch = new CloudWatchClient(settings);
  sns = new SNSClient(settings);
  queue = await listeningQueue(new SQSClient(settings), prefix, "sns.amazonaws.com");
  TopicArn = (await sns.send(new CreateTopicCommand({ Name: prefix }))).TopicArn ?? "";
  await sns.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: "sqs",
      Endpoint: queue.arn,
      Attributes: { RawMessageDelivery: "true" },
    }),
  );
});

afterAll(async () => {
  const AlarmTypes = ["CompositeAlarm" as const, "MetricAlarm" as const];
  const found = await cloudWatch.send(
    new DescribeAlarmsCommand({ AlarmNamePrefix: prefix, AlarmTypes, MaxRecords: 100 }),
  );
  for (const alarms of [found.CompositeAlarms ?? [], found.MetricAlarms ?? []]) {
    const AlarmNames = alarms.map(({ AlarmName }) => AlarmName ?? "");
    if (AlarmNames.length > 0) await cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames }));
  }
  await sns.send(new DeleteTopicCommand({ TopicArn }));
  await queue.remove();
});

async function alarm(name: string, more: Partial<PutMetricAlarmCommandInput> = {}) {
  const AlarmName = `${prefix}-${name}`;
  await cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      ...("Metrics" in more ? {} : { Namespace, MetricName: name, Statistic: "Sum", Period: 60 }),
      ComparisonOperator: "GreaterThanThreshold",
      Threshold: 5,
      EvaluationPeriods: 1,
      ...more,
    }),
  );
  return AlarmName;
}

const describeAlarm = async (AlarmName: string) =>
  (await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }))).MetricAlarms?.[0];

const put = (MetricName: string, Value: number) =>
  cloudWatch.send(new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName, Value }] }));

describe("metric alarms", () => {
  test("ring for real, and tell the topic", async () => {
    const AlarmName = await alarm("rings", {
      AlarmActions: [TopicArn],
      TreatMissingData: "notBreaching",
      AlarmDescription: "it rings",
    });
    await put("rings", 10);
    const [message] = await queue.take(1, 180);
    expect(JSON.parse(message?.body ?? "{}")).toMatchObject({
      AlarmName,
      AlarmDescription: "it rings",
      NewStateValue: "ALARM",
      Trigger: { MetricName: "rings", Namespace, Statistic: "SUM", Period: 60, Threshold: 5 },
    });
    expect(await describeAlarm(AlarmName)).toMatchObject({ StateValue: "ALARM" });
    const { AlarmHistoryItems } = await cloudWatch.send(new DescribeAlarmHistoryCommand({ AlarmName }));
    const types = AlarmHistoryItems?.map(({ HistoryItemType }) => HistoryItemType);
    expect(types).toEqual(expect.arrayContaining(["ConfigurationUpdate", "StateUpdate", "Action"]));
  }, 200_000);

  test("add up several metrics", async () => {
    const stat = (Id: string, MetricName: string) => ({
      Id,
      MetricStat: { Metric: { Namespace, MetricName }, Period: 60, Stat: "Sum" },
      ReturnData: false,
    });
    const Metrics = [
      stat("m1", "part1"),
      stat("m2", "part2"),
      { Id: "sum", Expression: "FILL(m1, 0) + FILL(m2, 0)", ReturnData: true },
    ];
    const AlarmName = await alarm("sum", { Metrics, TreatMissingData: "notBreaching" });
    await put("part1", 6);
    await expect
      .poll(async () => (await describeAlarm(AlarmName))?.StateValue, { timeout: 180_000, interval: 1000 })
      .toBe("ALARM");
  }, 200_000);

  test.each([
    ["missing", "INSUFFICIENT_DATA"],
    ["notBreaching", "OK"],
    ["breaching", "ALARM"],
  ])(
    "without data, %s means %s",
    async (TreatMissingData, wanted) => {
      const AlarmName = await alarm(`missing-${TreatMissingData}`, { TreatMissingData });
      await expect
        .poll(async () => (await describeAlarm(AlarmName))?.StateValue, { timeout: 180_000, interval: 1000 })
        .toBe(wanted);
    },
    200_000,
  );

  test("are described as they were made", async () => {
    const AlarmName = await alarm("described", {
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      Tags: [{ Key: "team", Value: "core" }],
      Dimensions: [{ Name: "d", Value: "v" }],
    });
    const found = await describeAlarm(AlarmName);
    expect(found).toMatchObject({
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
      Threshold: 5,
      ActionsEnabled: true,
      Dimensions: [{ Name: "d", Value: "v" }],
    });
    const { Tags } = await cloudWatch.send(
      new ListTagsForResourceCommand({ ResourceARN: found?.AlarmArn ?? "" }),
    );
    expect(Tags).toEqual([{ Key: "team", Value: "core" }]);
    const { MetricAlarms } = await cloudWatch.send(
      new DescribeAlarmsForMetricCommand({
        Namespace,
        MetricName: "described",
        Dimensions: [{ Name: "d", Value: "v" }],
      }),
    );
    expect(MetricAlarms?.map((each) => each.AlarmName)).toEqual([AlarmName]);
  });

  test("can be set, and tell nobody when their actions are disabled", async () => {
    const AlarmName = await alarm("set", { AlarmActions: [TopicArn] });
    await cloudWatch.send(new DisableAlarmActionsCommand({ AlarmNames: [AlarmName] }));
    await cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName, StateValue: "ALARM", StateReason: "for a test" }),
    );
    const { AlarmHistoryItems } = await cloudWatch.send(
      new DescribeAlarmHistoryCommand({ AlarmName, HistoryItemType: "StateUpdate" }),
    );
    expect(AlarmHistoryItems?.at(-1)?.HistorySummary).toBe("Alarm updated from INSUFFICIENT_DATA to ALARM");
    expect(await queue.take(1, 2)).toEqual([]);
    const none = new SetAlarmStateCommand({
      AlarmName: `${prefix}-none`,
      StateValue: "OK",
      StateReason: "x",
    });
    await expect(cloudWatch.send(none)).rejects.toMatchObject({ name: "ResourceNotFound" });
  });

  test.each<[string, Partial<PutMetricAlarmCommandInput>]>([
    ["a period that is none", { Period: 45 }],
    ["more datapoints than periods", { DatapointsToAlarm: 2 }],
    ["missing data treated as nothing known", { TreatMissingData: "forget" }],
    ["an expression that is none", { Metrics: [{ Id: "x", Expression: "1 +" }] }],
  ])("refuse %s", async (_, more) => {
    await expect(alarm("refused", more)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  });
});

test("composite alarms follow their children", async () => {
  const [a, b] = [
    await alarm("child-a", { TreatMissingData: "ignore" }),
    await alarm("child-b", { TreatMissingData: "ignore" }),
  ];
  const AlarmName = `${prefix}-composite`;
  await cloudWatch.send(
    new PutCompositeAlarmCommand({ AlarmName, AlarmRule: `ALARM("${a}") AND NOT ALARM("${b}")` }),
  );
  const state = async () =>
    (
      await cloudWatch.send(
        new DescribeAlarmsCommand({ AlarmNames: [AlarmName], AlarmTypes: ["CompositeAlarm"] }),
      )
    ).CompositeAlarms?.[0]?.StateValue;
  const set = (child: string, StateValue: "OK" | "ALARM") =>
    cloudWatch.send(new SetAlarmStateCommand({ AlarmName: child, StateValue, StateReason: "for a test" }));
  await set(a, "ALARM");
  await expect.poll(state, { timeout: 60_000, interval: 500 }).toBe("ALARM");
  await set(b, "ALARM");
  await expect.poll(state, { timeout: 60_000, interval: 500 }).toBe("OK");
  const wrong = new PutCompositeAlarmCommand({ AlarmName: `${prefix}-wrong`, AlarmRule: "ALARM(" });
  await expect(cloudWatch.send(wrong)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
}, 130_000);

describe("dashboards", () => {
  const DashboardName = `${prefix}-board`;
  const widget = {
    type: "metric",
    width: 12,
    height: 6,
    properties: { region: "eu-west-1", metrics: [["AWS/SQS", "NumberOfMessagesSent", "QueueName", "q"]] },
  };

  test("are kept, listed and deleted", async () => {
    const DashboardBody = JSON.stringify({ widgets: [widget] });
    const { DashboardValidationMessages } = await cloudWatch.send(
      new PutDashboardCommand({ DashboardName, DashboardBody }),
    );
    expect(DashboardValidationMessages ?? []).toEqual([]);
    const found = await cloudWatch.send(new GetDashboardCommand({ DashboardName }));
    expect(JSON.parse(found.DashboardBody ?? "{}").widgets).toHaveLength(1);
    const { DashboardEntries } = await cloudWatch.send(
      new ListDashboardsCommand({ DashboardNamePrefix: DashboardName }),
    );
    expect(DashboardEntries).toMatchObject([{ DashboardName }]);
    await cloudWatch.send(new DeleteDashboardsCommand({ DashboardNames: [DashboardName] }));
    await expect(cloudWatch.send(new GetDashboardCommand({ DashboardName }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    });
  });

  test.each([
    ["no JSON", "{"],
    ["a widget of no kind", JSON.stringify({ widgets: [{ ...widget, type: "painting" }] })],
    ["a widget that is too wide", JSON.stringify({ widgets: [{ ...widget, width: 99 }] })],
  ])("refuse %s", async (_, DashboardBody) => {
    await expect(
      cloudWatch.send(new PutDashboardCommand({ DashboardName, DashboardBody })),
    ).rejects.toMatchObject({ name: "DashboardInvalidInputError" });
  });
});

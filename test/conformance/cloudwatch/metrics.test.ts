import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  type MetricDataQuery,
  type MetricDatum,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { AwsClient } from "aws4fetch";
import { beforeAll, describe, expect, test } from "vitest";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const Namespace = `PlinthConformance/${Date.now()}`;
const minute = 60_000;
/** The beginning of an hour: periods of any length begin there. */
const base = Math.floor(Date.now() / (60 * minute)) * 60 * minute - 120 * minute;
const patience = { timeout: 120_000, interval: 500 };
let cloudWatch: CloudWatchClient;

beforeAll(() => {
  cloudWatch = new CloudWatchClient(settings);
});

const put = (...MetricData: MetricDatum[]) =>
  cloudWatch.send(new PutMetricDataCommand({ Namespace, MetricData }));

const at = (minutes: number) => new Date(base + minutes * minute);

const stat = (
  Id: string,
  MetricName: string,
  Stat = "Sum",
  more: Partial<MetricDataQuery> = {},
): MetricDataQuery => ({
  Id,
  MetricStat: { Metric: { Namespace, MetricName }, Period: 60, Stat },
  ...more,
});

async function query(MetricDataQueries: MetricDataQuery[], minutes = 10) {
  const { MetricDataResults = [] } = await cloudWatch.send(
    new GetMetricDataCommand({
      MetricDataQueries,
      StartTime: at(0),
      EndTime: at(minutes),
      ScanBy: "TimestampAscending",
    }),
  );
  return Object.fromEntries(MetricDataResults.map(({ Id = "", Values }) => [Id, Values]));
}

describe("statistics", () => {
  test("of single values", async () => {
    for (const Value of [1, 2, 3, 10])
      await put({ MetricName: "Single", Value, Timestamp: at(1), Unit: "Count" });
    const read = async () =>
      (
        await cloudWatch.send(
          new GetMetricStatisticsCommand({
            Namespace,
            MetricName: "Single",
            StartTime: at(0),
            EndTime: at(5),
            Period: 300,
            Statistics: ["SampleCount", "Sum", "Average", "Minimum", "Maximum"],
          }),
        )
      ).Datapoints;
    await expect
      .poll(read, patience)
      .toMatchObject([
        { SampleCount: 4, Sum: 16, Average: 4, Minimum: 1, Maximum: 10, Unit: "Count", Timestamp: at(0) },
      ]);
  });

  test("of summaries and of values with counts", async () => {
    await put(
      {
        MetricName: "Many",
        Timestamp: at(1),
        StatisticValues: { SampleCount: 2, Sum: 10, Minimum: 4, Maximum: 6 },
      },
      { MetricName: "Many", Timestamp: at(2), Values: [1, 2], Counts: [3, 1] },
    );
    await expect
      .poll(
        () => query([stat("n", "Many", "SampleCount"), stat("s", "Many"), stat("m", "Many", "Maximum")]),
        patience,
      )
      .toEqual({ n: [2, 4], s: [10, 5], m: [6, 2] });
  });

  test("percentiles", async () => {
    const Values = Array.from({ length: 100 }, (_, index) => index + 1);
    await put({ MetricName: "Latency", Timestamp: at(1), Values });
    await expect
      .poll(async () => (await query([stat("p", "Latency", "p95")]))["p"]?.[0], patience)
      .toBeCloseTo(95, -1);
  });

  test("dimensions make another metric", async () => {
    const datum = { MetricName: "Split", Timestamp: at(1) };
    await put(
      { ...datum, Value: 1, Dimensions: [{ Name: "Tenant", Value: "a" }] },
      { ...datum, Value: 2, Dimensions: [{ Name: "Tenant", Value: "b" }] },
    );
    const of = (Value: string) => ({
      Id: Value,
      MetricStat: {
        Metric: { Namespace, MetricName: "Split", Dimensions: [{ Name: "Tenant", Value }] },
        Period: 60,
        Stat: "Sum",
      },
    });
    await expect
      .poll(() => query([of("a"), of("b"), stat("none", "Split")]), patience)
      .toEqual({
        a: [1],
        b: [2],
        none: [],
      });
    const found = await cloudWatch.send(
      new ListMetricsCommand({
        Namespace,
        MetricName: "Split",
        Dimensions: [{ Name: "Tenant", Value: "b" }],
      }),
    );
    expect(found.Metrics).toEqual([
      { Namespace, MetricName: "Split", Dimensions: [{ Name: "Tenant", Value: "b" }] },
    ]);
  });
});

describe("metric math", () => {
  beforeAll(async () => {
    await put(
      { MetricName: "Errors", Timestamp: at(1), Value: 1 },
      { MetricName: "Errors", Timestamp: at(3), Value: 3 },
      { MetricName: "Requests", Timestamp: at(1), Value: 10 },
      { MetricName: "Requests", Timestamp: at(2), Value: 20 },
      { MetricName: "Requests", Timestamp: at(3), Value: 30 },
    );
  });

  test.each<[string, string, number[]]>([
    ["where both have data", "100 * e / r", [10, 10]],
    ["gaps filled", "FILL(e, 0) + FILL(r, 0)", [0, 11, 20, 33, 0]],
    ["across metrics", "SUM([e, r])", [11, 20, 33]],
    ["all metrics", "SUM(METRICS())", [11, 20, 33]],
    ["over time", "r - MIN(r)", [0, 10, 20]],
    ["brackets and signs", "-(e + 1) * 2", [-4, -8]],
    ["a choice", "IF(r > 15, r, 0)", [0, 20, 30]],
    ["a running sum", "RUNNING_SUM(r)", [10, 30, 60]],
  ])("%s: %s", async (_, Expression, wanted) => {
    const sources = [
      stat("e", "Errors", "Sum", { ReturnData: false }),
      stat("r", "Requests", "Sum", { ReturnData: false }),
    ];
    await expect.poll(() => query([...sources, { Id: "x", Expression }], 5), patience).toEqual({ x: wanted });
  });

  test.each(["e +", "unknown * 2", "SUM(e"])("refuses %s", async (Expression) => {
    await expect(query([stat("e", "Errors"), { Id: "x", Expression }])).rejects.toMatchObject({
      $metadata: { httpStatusCode: 400 },
    });
  });
});

test("a large request comes compressed", async () => {
  const many = Array.from({ length: 300 }, (_, index) => ({
    MetricName: "Large",
    Timestamp: at(1),
    Value: 1,
    Dimensions: [{ Name: "Long", Value: `${index % 2}${"x".repeat(100)}` }],
  }));
  await put(...many);
  await expect
    .poll(
      async () =>
        (await cloudWatch.send(new ListMetricsCommand({ Namespace, MetricName: "Large" }))).Metrics?.length,
      patience,
    )
    .toBe(2);
});

test.each<[string, MetricDatum]>([
  ["no value", { MetricName: "x" }],
  ["two kinds of value", { MetricName: "x", Value: 1, Values: [1] }],
  ["a time long ago", { MetricName: "x", Value: 1, Timestamp: new Date(0) }],
])("refuses %s", async (_, datum) => {
  await expect(put(datum)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
});

test("AWS's own namespaces are AWS's", async () => {
  const command = new PutMetricDataCommand({
    Namespace: "AWS/SQS",
    MetricData: [{ MetricName: "x", Value: 1 }],
  });
  await expect(cloudWatch.send(command)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
});

// Older SDKs; signed by hand, so with the local cloud's own keys.
describe.runIf(process.env["CONFORMANCE_ENDPOINT"] === undefined)("the query protocol", () => {
  const call = async (parameters: Record<string, string>) => {
    const client = new AwsClient({
      accessKeyId: settings.credentials?.accessKeyId ?? "",
      secretAccessKey: settings.credentials?.secretAccessKey ?? "",
      service: "monitoring",
      region: settings.region,
    });
    const body = new URLSearchParams({ Version: "2010-08-01", ...parameters }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
    const response = await client.fetch(`${settings.endpoint}/`, { method: "POST", headers, body });
    return { status: response.status, text: await response.text() };
  };

  test("reaches the same operations", async () => {
    const written = await call({
      Action: "PutMetricData",
      Namespace,
      "MetricData.member.1.MetricName": "Old",
      "MetricData.member.1.Value": "7",
      "MetricData.member.1.Dimensions.member.1.Name": "d",
      "MetricData.member.1.Dimensions.member.1.Value": "v",
    });
    expect(written.status).toBe(200);
    const { text } = await call({ Action: "ListMetrics", Namespace, MetricName: "Old" });
    expect(text).toContain("<MetricName>Old</MetricName>");
    expect(text).toContain("<Name>d</Name><Value>v</Value>");
  });

  test("says errors with the codes of before", async () => {
    const { status, text } = await call({
      Action: "PutMetricData",
      Namespace: "AWS/SQS",
      "MetricData.member.1.MetricName": "x",
      "MetricData.member.1.Value": "1",
    });
    expect([status, text]).toEqual([400, expect.stringContaining("<Code>InvalidParameterValue</Code>")]);
  });
});

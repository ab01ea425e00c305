import { CloudWatchClient, type Statistic } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  PutLogEventsCommand,
  PutMetricFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { functionsFor } from "../../support/cloud/functions.ts";
import { expectMeasured as expectMeasuredBy, measured as measuredBy } from "../../support/cloud/measured.ts";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const run = `plinth-conformance-${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
const Namespace = `PlinthConformance/${run}`;
const logStreamName = "stream";
let logs: CloudWatchLogsClient;
let cloudWatch: CloudWatchClient;
const groups: string[] = [];

beforeAll(() => {
  logs = new CloudWatchLogsClient(settings);
  cloudWatch = new CloudWatchClient(settings);
});
afterAll(async () => {
  for (const logGroupName of groups) await logs.send(new DeleteLogGroupCommand({ logGroupName }));
});

async function group(name: string): Promise<string> {
  const logGroupName = `${run}-${name}`;
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  groups.push(logGroupName);
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  return logGroupName;
}

const filter = (logGroupName: string, filterPattern: string, metricName: string, more: object) =>
  logs.send(
    new PutMetricFilterCommand({
      logGroupName,
      filterName: metricName,
      filterPattern,
      metricTransformations: [{ metricNamespace: Namespace, metricName, metricValue: "1", ...more }],
    }),
  );

const put = (logGroupName: string, ...messages: readonly (string | object)[]) =>
  logs.send(
    new PutLogEventsCommand({
      logGroupName,
      logStreamName,
      logEvents: messages.map((message) => ({
        timestamp: Date.now(),
        message: typeof message === "string" ? message : JSON.stringify(message),
      })),
    }),
  );

const measure = (
  name: string,
  statistic: Statistic,
  dimensions: Readonly<Record<string, string>> = {},
  namespace = Namespace,
) => ({ namespace, name, statistic, dimensions });

const measured = (...what: Parameters<typeof measure>) => measuredBy(cloudWatch, measure(...what));
const expectMeasured = (wanted: number, ...what: Parameters<typeof measure>) =>
  expectMeasuredBy(cloudWatch, wanted, measure(...what));

describe("metric filters", () => {
  test("count what matches", async () => {
    const name = await group("terms");
    await filter(name, "ERROR", "Errors", {});
    await put(name, "ERROR one", "INFO two", "an ERROR three");
    await expectMeasured(2, "Errors", "Sum");
  }, 200_000);

  test("take values and dimensions from JSON", async () => {
    const name = await group("json");
    const dimensions = { Route: "$.request.route" };
    await filter(name, '{ $.level = "info" }', "Bytes", { metricValue: "$.bytes", dimensions });
    await put(
      name,
      { level: "info", bytes: 10, request: { route: "/a" } },
      { level: "info", bytes: 32, request: { route: "/a" } },
      { level: "info", bytes: 5, request: { route: "/b" } },
      { level: "debug", bytes: 1000, request: { route: "/a" } },
      { level: "info", bytes: 7 },
      { level: "info", request: { route: "/a" } },
    );
    await expectMeasured(42, "Bytes", "Sum", { Route: "/a" });
    await expectMeasured(5, "Bytes", "Sum", { Route: "/b" });
    expect(await measured("Bytes", "Sum")).toBeUndefined();
  }, 200_000);

  test("take values from columns, in front of and behind a gap", async () => {
    const name = await group("columns");
    await filter(name, "[ip, ..., status = 5*, bytes]", "Failed", { metricValue: "$bytes" });
    await put(
      name,
      "127.0.0.1 - GET /a 500 100",
      "127.0.0.1 - - - GET /b 503 11",
      "127.0.0.1 - GET /c 200 7",
    );
    await expectMeasured(111, "Failed", "Sum");
  }, 200_000);

  test("report a default value where nothing matches", async () => {
    const name = await group("default");
    await filter(name, "ERROR", "Quiet", { defaultValue: 0 });
    await put(name, "all is well");
    await expectMeasured(0, "Quiet", "Maximum");
  }, 200_000);
});

describe("the embedded metric format", () => {
  const about = (directive: object) => ({
    _aws: { Timestamp: Date.now(), CloudWatchMetrics: [{ Namespace, ...directive }] },
  });

  test("gives metrics by every set of dimensions, of one value and of many", async () => {
    const name = await group("embedded");
    const directive = {
      Dimensions: [["Service"], ["Service", "Operation"]],
      Metrics: [{ Name: "Latency", Unit: "Milliseconds" }, { Name: "Count" }],
    };
    await put(name, { ...about(directive), Service: "a", Operation: "get", Latency: [10, 30], Count: 1 });
    await expectMeasured(20, "Latency", "Average", { Service: "a" });
    await expectMeasured(2, "Latency", "SampleCount", { Service: "a", Operation: "get" });
    await expectMeasured(1, "Count", "Sum", { Service: "a" });
  }, 200_000);

  test("counts nothing that is not of the form", async () => {
    const name = await group("malformed");
    const directive = { Dimensions: [["Missing"]], Metrics: [{ Name: "Never" }] };
    const good = { Dimensions: [[]], Metrics: [{ Name: "Always" }] };
    await put(
      name,
      { ...about(directive), Never: 1 },
      { ...about({ ...directive, Dimensions: [[]] }), Never: "one" },
      { ...about({ Dimensions: [[]], Metrics: "Never" }), Never: 1 },
      '{"_aws":{"CloudWatchMetrics":',
      { ...about(good), Always: 1 },
    );
    await expectMeasured(1, "Always", "Sum");
    expect(await measured("Never", "Sum")).toBeUndefined();
  }, 200_000);
});

describe("Lambda's own metrics", () => {
  test("tell how often a function was called, how often it failed, and how long it took", async () => {
    const functions = await functionsFor(settings, run, ["logs:*"]);
    const emf = JSON.stringify({
      _aws: {
        Timestamp: Date.now(),
        CloudWatchMetrics: [{ Namespace, Dimensions: [[]], Metrics: [{ Name: "Handled" }] }],
      },
      Handled: 1,
    });
    const name = await functions.create(
      "metered",
      `export const handler = async ({ fail }) => { process.stdout.write(${JSON.stringify(`${emf}\n`)}); if (fail) throw new Error("asked to"); };`,
    );
    for (const fail of [false, false, true]) await functions.invoke(name, { fail });
    const dimensions = { FunctionName: name };
    await expectMeasured(3, "Invocations", "Sum", dimensions, "AWS/Lambda");
    await expectMeasured(1, "Errors", "Sum", dimensions, "AWS/Lambda");
    await expectMeasured(3, "Duration", "SampleCount", dimensions, "AWS/Lambda");
    expect(await measured("Duration", "Maximum", dimensions, "AWS/Lambda")).toBeGreaterThan(0);
    expect(await measured("Throttles", "Sum", dimensions, "AWS/Lambda")).toBe(0);
    await expectMeasured(3, "Handled", "Sum");
    await functions.removeAll();
  }, 200_000);
});

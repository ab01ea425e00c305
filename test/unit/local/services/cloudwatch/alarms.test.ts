import { afterEach, beforeEach, expect, test } from "vitest";
import { type Cloud, startCloud } from "../../../../../src/local/cloud.ts";
import { type HeldClock, heldClock } from "../../../../support/cloud/held-clock.ts";
import { root } from "../../../../support/cloud/service-caller.ts";

let clock: HeldClock;
let cloud: Cloud;

beforeEach(async () => {
  // Thirty seconds into a minute.
  clock = heldClock();
  cloud = await startCloud({ port: 0, stateFolder: null, region: "eu-west-1", clock });
});

afterEach(() => cloud.close());

const alarm = (more: object) =>
  cloud.call(
    "cloudwatch",
    "PutMetricAlarm",
    {
      AlarmName: "a",
      Namespace: "N",
      MetricName: "m",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 5,
      ComparisonOperator: "GreaterThanThreshold",
      TreatMissingData: "notBreaching",
      ...more,
    },
    root,
  );

const put = (Value: number) =>
  cloud.call(
    "cloudwatch",
    "PutMetricData",
    { Namespace: "N", MetricData: [{ MetricName: "m", Value }] },
    root,
  );

async function state(): Promise<string | undefined> {
  const { MetricAlarms } = await cloud.call("cloudwatch", "DescribeAlarms", { AlarmNames: ["a"] }, root);
  return (MetricAlarms as { StateValue: string }[])[0]?.StateValue;
}

const patience = { timeout: 12_000, interval: 200 };

test("what was reported just before a minute ended rings in the next", async () => {
  await alarm({});
  await put(10);
  clock.forward(31_000);
  await expect.poll(state, patience).toBe("ALARM");
  clock.forward(60_000);
  await expect.poll(state, patience).toBe("OK");
});

test("a low value rings only when its minute is over", async () => {
  await put(10);
  clock.forward(60_000);
  await alarm({ ComparisonOperator: "LessThanThreshold", TreatMissingData: "missing" });
  await put(1);
  await expect.poll(state, patience).toBe("OK");
  clock.forward(60_000);
  await expect.poll(state, patience).toBe("ALARM");
});

test("several periods must agree", async () => {
  await alarm({ EvaluationPeriods: 3, DatapointsToAlarm: 2 });
  await put(10);
  await expect.poll(state, patience).toBe("OK");
  clock.forward(120_000);
  await put(10);
  await expect.poll(state, patience).toBe("ALARM");
}, 40_000);

import {
  type CloudWatchClient,
  GetMetricStatisticsCommand,
  type Statistic,
} from "@aws-sdk/client-cloudwatch";
import { expect } from "vitest";
import { eventually } from "./eventually.ts";

/** Which metric. */
export interface Measure {
  readonly namespace: string;
  readonly name: string;
  readonly statistic: Statistic;
  readonly dimensions?: Readonly<Record<string, string>>;
}

/** Seconds until a metric shows; on AWS it takes a minute or two. */
const patience = process.env["CONFORMANCE_ENDPOINT"] === "aws" ? 180 : 20;

/** All that was measured within the last hour; undefined: nothing was. */
export async function measured(
  client: CloudWatchClient,
  { namespace, name, statistic, dimensions = {} }: Measure,
): Promise<number | undefined> {
  const { Datapoints = [] } = await client.send(
    new GetMetricStatisticsCommand({
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      StartTime: new Date(Date.now() - 3_600_000),
      EndTime: new Date(Date.now() + 60_000),
      Period: 7200,
      Statistics: [statistic],
    }),
  );
  return Datapoints[0]?.[statistic];
}

/** Waits until a metric has a value. */
export const expectMeasured = (client: CloudWatchClient, wanted: number, measure: Measure): Promise<void> =>
  eventually(async () => expect(await measured(client, measure)).toBe(wanted), patience);

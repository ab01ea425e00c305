import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { clientOf } from "../client-of.ts";
import type { Connection } from "../connection.ts";

/** What is counted. */
export interface CountedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What one request takes. */
const most = 500;

/**
 * The sums of metrics over a time, in their order; 0 for what reported nothing.
 *
 * @param seconds before now, a multiple of 60
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export async function sumMetrics(
  connection: Connection,
  metrics: readonly CountedMetric[],
  seconds: number,
): Promise<readonly number[]> {
  const client = clientOf(connection, CloudWatchClient);
  const sums = metrics.map(() => 0);
  // The minute that is not over counts too.
  const EndTime = new Date(Math.ceil(Date.now() / 60_000) * 60_000);
  const StartTime = new Date(EndTime.getTime() - seconds * 1000);
  for (let start = 0; start < metrics.length; start += most) {
    const MetricDataQueries = metrics
      .slice(start, start + most)
      .map((metric, position) => queryOf(metric, start + position));
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new GetMetricDataCommand({ MetricDataQueries, StartTime, EndTime, NextToken }),
      );
      for (const { Id = "", Values = [] } of page.MetricDataResults ?? []) {
        const position = Number(Id.slice(1));
        sums[position] = (sums[position] ?? 0) + Values.reduce((sum, value) => sum + value, 0);
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
  }
  return sums;
}

function queryOf({ namespace, name, dimensions }: CountedMetric, position: number): MetricDataQuery {
  return {
    Id: `m${position}`,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: 60,
      Stat: "Sum",
    },
  };
}

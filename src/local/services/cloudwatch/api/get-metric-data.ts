import type {
  Datapoint,
  GetMetricDataInput,
  GetMetricDataOutput,
  GetMetricStatisticsInput,
  GetMetricStatisticsOutput,
  MetricDataQuery,
} from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../../kernel/service.ts";
import { type CloudWatch, everything } from "../cloud-watch.ts";
import { invalidCombination, missing, validation } from "../errors.ts";
import { checkPeriod, checkQueries, runQueries, smallestPeriod } from "../math/run-queries.ts";
import { metricOf } from "../metrics/metric-store.ts";
import { type Series, statisticOf } from "../metrics/statistics.ts";

const mostDatapoints = 1440;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
export const getMetricData = ({ state }: CloudWatch): Operation<GetMetricDataInput, GetMetricDataOutput> => ({
  access: () => everything("cloudwatch:GetMetricData"),

  handle(input) {
    const { MetricDataQueries: queries = [], StartTime, EndTime, ScanBy, MaxDatapoints } = input;
    if (queries.length === 0 || queries.length > 500) throw validation("There must be 1 to 500 queries.");
    checkQueries(queries);
    const { from, to } = rangeOf(StartTime, EndTime, smallestPeriod(queries));
    const newestFirst = ScanBy !== "TimestampAscending";
    const results = runQueries(queries, state.metrics, from, to);
    return {
      MetricDataResults: results.flatMap(({ query, series }) =>
        series.map((each, index) => ({
          Id: query.Id,
          Label: labelOf(query, series.length > 1 ? index : null),
          StatusCode: "Complete" as const,
          ...pointsOf(each, newestFirst, MaxDatapoints ?? 100_800),
        })),
      ),
      Messages: [],
    };
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
export const getMetricStatistics = ({
  state,
}: CloudWatch): Operation<GetMetricStatisticsInput, GetMetricStatisticsOutput> => ({
  access: () => everything("cloudwatch:GetMetricStatistics"),

  handle(input) {
    const {
      Namespace,
      MetricName,
      Dimensions,
      Period = 60,
      Statistics = [],
      ExtendedStatistics = [],
    } = input;
    if (Statistics.length === 0 && ExtendedStatistics.length === 0)
      throw missing("Must specify either Statistics or ExtendedStatistics.");
    checkPeriod(Period);
    const { from, to } = rangeOf(input.StartTime, input.EndTime, Period);
    if ((to - from) / (Period * 1000) > mostDatapoints)
      throw invalidCombination(
        `You have requested up to ${Math.ceil((to - from) / (Period * 1000))} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
      );
    const metric = metricOf(Namespace, MetricName, Dimensions);
    const samples = state.metrics.samples(metric, from, to, input.Unit ?? null);
    const byTime = new Map<number, Record<string, unknown>>();
    const add = (statistic: string, put: (point: Record<string, unknown>, value: number) => void) => {
      for (const [at, value] of statisticOf(samples, statistic, from, Period * 1000)) {
        const point = byTime.get(at) ?? { Timestamp: new Date(at), Unit: samples[0]?.unit };
        byTime.set(at, point);
        put(point, value);
      }
    };
    for (const name of Statistics)
      add(name, (point, value) => {
        point[name] = value;
      });
    for (const name of ExtendedStatistics)
      add(name, (point, value) => {
        point["ExtendedStatistics"] = { ...(point["ExtendedStatistics"] as object), [name]: value };
      });
    return { Label: MetricName, Datapoints: [...byTime.values()] as Datapoint[] };
  },
});

/** Periods begin at multiples of themselves since 1970. */
function rangeOf(start: Date | undefined, end: Date | undefined, period: number) {
  const milliseconds = period * 1000;
  const from = Math.floor((start?.getTime() ?? 0) / milliseconds) * milliseconds;
  const to = end?.getTime() ?? 0;
  if (to <= from) throw validation("The parameter StartTime must be less than the parameter EndTime.");
  return { from, to };
}

function labelOf({ Id, Label, MetricStat }: MetricDataQuery, index: number | null): string {
  const label = Label ?? MetricStat?.Metric?.MetricName ?? Id ?? "";
  return index === null ? label : `${label} ${index + 1}`;
}

function pointsOf(series: Series, newestFirst: boolean, limit: number) {
  const sorted = [...series].sort(([a], [b]) => (newestFirst ? b - a : a - b)).slice(0, limit);
  return { Timestamps: sorted.map(([at]) => new Date(at)), Values: sorted.map(([, value]) => value) };
}

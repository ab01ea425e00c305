import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { checkQueries, runQueries, smallestPeriod } from "../math/run-queries.ts";
import type { MetricStore } from "../metrics/metric-store.ts";
import type { MetricCondition, StateValue } from "../state.ts";

export interface Verdict {
  readonly state: StateValue;
  readonly reason: string;
  /** JSON text. */
  readonly reasonData: string;
}

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

const words: Readonly<Record<string, string>> = {
  GreaterThanThreshold: "greater than",
  GreaterThanOrEqualToThreshold: "greater than or equal to",
  LessThanThreshold: "less than",
  LessThanOrEqualToThreshold: "less than or equal to",
};

export const comparisonOperators = Object.keys(comparisons);

/** What an alarm watches, as queries of which the last returns data. */
export function queriesOf(condition: MetricCondition): readonly MetricDataQuery[] {
  if (condition.single === null) return condition.queries;
  const { Namespace, MetricName, Dimensions, Period, Unit, Statistic, ExtendedStatistic } = condition.single;
  const Metric = { Namespace, MetricName, Dimensions: [...Dimensions] };
  const Stat = Statistic ?? ExtendedStatistic ?? "Average";
  return [{ Id: "m1", MetricStat: { Metric, Period, Stat, ...(Unit !== null && { Unit: Unit as never }) } }];
}

/** @throws WireError where the alarm could never be evaluated */
export function checkCondition(condition: MetricCondition): void {
  checkQueries(queriesOf(condition));
}

/** Milliseconds between two moments at which an alarm is looked at: a minute, or its period where that is shorter. */
export function stepOf(condition: MetricCondition): number {
  return Math.min(smallestPeriod(queriesOf(condition)) * 1000, 60_000);
}

/**
 * May a period that is not over yet make it ring? Not where low values ring, or missing ones: what has not been
 * reported yet would do.
 */
export function ringsEarly({ comparison, missing }: MetricCondition): boolean {
  return comparison.startsWith("Greater") && missing !== "breaching";
}

/**
 * Looks at an alarm's latest periods.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 *
 * @param now milliseconds since 1970, for the record
 * @param to where the last period ends
 * @returns null where the state stays as it is
 */
export function evaluateAlarm(
  condition: MetricCondition,
  store: MetricStore,
  now: number,
  to: number,
): Verdict | null {
  const queries = queriesOf(condition);
  const period = smallestPeriod(queries) * 1000;
  const from = to - condition.periods * period;
  const [result] = runQueries(queries, store, from, to);
  const series = result?.series[0] ?? new Map<number, number>();
  const values = Array.from({ length: condition.periods }, (_, index) => series.get(from + index * period));
  const state = stateOf(condition, values);
  if (state === null) return null;
  const found = values.filter((value) => value !== undefined);
  return {
    state,
    reason: reasonOf(condition, state, found),
    reasonData: JSON.stringify({
      version: "1.0",
      queryDate: new Date(now).toISOString(),
      startDate: new Date(from).toISOString(),
      period: period / 1000,
      recentDatapoints: found,
      threshold: condition.threshold,
    }),
  };
}

function stateOf(condition: MetricCondition, values: readonly (number | undefined)[]): StateValue | null {
  const { missing, datapoints, threshold, comparison } = condition;
  const breaches = comparisons[comparison] as (value: number, threshold: number) => boolean;
  const breaching = values.filter((value) => value !== undefined && breaches(value, threshold)).length;
  const absent = values.filter((value) => value === undefined).length;
  if (missing === "breaching") return breaching + absent >= datapoints ? "ALARM" : "OK";
  if (breaching >= datapoints) return "ALARM";
  if (missing === "notBreaching") return "OK";
  if (absent === values.length) return missing === "ignore" ? null : "INSUFFICIENT_DATA";
  // With what is not known, it could be an alarm.
  if (missing === "ignore" && breaching + absent >= datapoints) return null;
  return "OK";
}

function reasonOf(condition: MetricCondition, state: StateValue, found: readonly number[]): string {
  const { threshold, comparison, periods } = condition;
  if (state === "INSUFFICIENT_DATA")
    return `Insufficient Data: ${periods} datapoint${periods === 1 ? " was" : "s were"} unknown.`;
  if (found.length === 0)
    return `Threshold Crossed: no datapoints were received for ${periods} period${periods === 1 ? "" : "s"} and ${periods} missing datapoint${periods === 1 ? " was" : "s were"} treated as [${state === "ALARM" ? "Breaching" : "NonBreaching"}].`;
  const not = state === "ALARM" ? "" : "not ";
  const [noun, verb] = found.length === 1 ? ["datapoint", "was"] : ["datapoints", "were"];
  return `Threshold Crossed: ${found.length} ${noun} [${found.join(", ")}] ${verb} ${not}${words[comparison]} the threshold (${threshold}).`;
}

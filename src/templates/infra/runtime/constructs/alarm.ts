import type { Construct } from "constructs";
import { cloudwatch } from "../cdk.cjs";
import type { Metric } from "./metrics.ts";

export interface AlarmProps {
  /** What is wrong when it rings, and where to look. */
  readonly description: string;
  /** Added up where they are several. */
  readonly metrics: readonly Metric[];
  /** Rings when the value is over this in one period, or in each of `periods`. */
  readonly over: number;
  readonly periods?: number;
  readonly topicArn: string;
}

const periodSeconds = 300;

/** Tells the stage's topic when a number stays too high, and when it is well again. No data counts as well. */
export class Alarm extends cloudwatch.CfnAlarm {
  constructor(
    scope: Construct,
    id: string,
    { description, metrics, over, periods = 1, topicArn }: AlarmProps,
  ) {
    super(scope, id, {
      alarmDescription: description,
      comparisonOperator: "GreaterThanThreshold",
      threshold: over,
      evaluationPeriods: periods,
      treatMissingData: "notBreaching",
      alarmActions: [topicArn],
      okActions: [topicArn],
      ...watched(metrics),
    });
  }
}

function watched(metrics: readonly Metric[]): Partial<cloudwatch.CfnAlarmProps> {
  const [only, ...others] = metrics;
  if (only !== undefined && others.length === 0) {
    const { namespace, name, dimensions, statistic } = only;
    // Percentiles are "extended".
    const kind = statistic.startsWith("p") ? { extendedStatistic: statistic } : { statistic };
    return { namespace, metricName: name, dimensions: pairs(dimensions), period: periodSeconds, ...kind };
  }
  const terms = metrics.map(({ namespace, name, dimensions, statistic }, position) => ({
    id: `m${position + 1}`,
    metricStat: {
      metric: { namespace, metricName: name, dimensions: pairs(dimensions) },
      period: periodSeconds,
      stat: statistic,
    },
    returnData: false,
  }));
  // FILL: operations that nobody calls have no data at all.
  const sum = terms.map(({ id }) => `FILL(${id}, 0)`).join(" + ");
  return { metrics: [...terms, { id: "sum", expression: sum, returnData: true }] };
}

function pairs(dimensions: Metric["dimensions"]): cloudwatch.CfnAlarm.DimensionProperty[] {
  return Object.entries(dimensions).map(([name, value]) => ({ name, value }));
}

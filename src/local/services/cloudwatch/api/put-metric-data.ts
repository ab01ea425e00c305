import type { MetricDatum, PutMetricDataInput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { type CloudWatch, unlessService } from "../cloud-watch.ts";
import { invalidCombination, invalidValue, missing } from "../errors.ts";
import { metricOf, type Sample } from "../metrics/metric-store.ts";

const day = 24 * 60 * 60 * 1000;
const mostDimensions = 30;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html */
export const putMetricData = ({ state, context }: CloudWatch): Operation<PutMetricDataInput> => ({
  access: ({ Namespace = "" }, call) =>
    unlessService(call, [
      {
        action: "cloudwatch:PutMetricData",
        resource: "*",
        conditions: { "cloudwatch:namespace": Namespace },
      },
    ]),

  handle({ Namespace = "", MetricData, EntityMetricData }, { caller }) {
    if (EntityMetricData?.length) throw notSupportedHere("EntityMetricData of PutMetricData");
    if (MetricData === undefined) throw missing("The parameter MetricData is required.");
    if (MetricData.length > 1000)
      throw invalidValue("The collection MetricData must not have a size greater than 1000.");
    if (!/^[\x20-\x7e]{1,255}$/.test(Namespace) || Namespace.startsWith(":"))
      throw invalidValue("The value for parameter Namespace is invalid.");
    if (Namespace.startsWith("AWS/") && caller.kind !== "service")
      throw invalidValue(`The value ${Namespace} for parameter Namespace is invalid: AWS/ is AWS's own.`);
    const now = context.clock.now();
    const samples = MetricData.map((datum) => ({
      metric: metricOf(Namespace, datum.MetricName, datum.Dimensions),
      sample: sampleOf(datum, now),
    }));
    context.store.transaction(() => {
      for (const { metric, sample } of samples) state.metrics.add(metric, sample);
    });
    return {};
  },
});

/** @throws WireError */
function sampleOf(datum: MetricDatum, now: number): Sample {
  const { Value, Values, Counts, StatisticValues, Unit = "None", StorageResolution } = datum;
  if (!datum.MetricName) throw missing("The parameter MetricData.member.1.MetricName is required.");
  if ((datum.Dimensions?.length ?? 0) > mostDimensions)
    throw invalidValue(`The collection Dimensions must not have a size greater than ${mostDimensions}.`);
  if (StorageResolution !== undefined && ![1, 60].includes(StorageResolution))
    throw invalidValue(`The value ${StorageResolution} for parameter StorageResolution is invalid: 1 or 60.`);
  if ([Value, Values, StatisticValues].filter((given) => given !== undefined).length !== 1)
    throw invalidCombination("Exactly one of Value, Values and StatisticValues must be specified.");
  const given = datum.Timestamp?.getTime() ?? now;
  if (given < now - 14 * day || given > now + day / 12)
    throw invalidValue("The Timestamp must be within the last two weeks and the next two hours.");
  const resolution = StorageResolution === 1 ? 1000 : 60_000;
  const at = Math.floor(given / resolution) * resolution;
  if (StatisticValues !== undefined) {
    const { SampleCount = 0, Sum = 0, Minimum = 0, Maximum = 0 } = StatisticValues;
    checkNumbers([SampleCount, Sum, Minimum, Maximum]);
    return { at, unit: Unit, count: SampleCount, sum: Sum, minimum: Minimum, maximum: Maximum, values: null };
  }
  const list = Values ?? [Value as number];
  if (Counts !== undefined && Counts.length !== list.length)
    throw invalidValue("Values and Counts must be of the same length.");
  const values = list.map((value, index) => [value, Counts?.[index] ?? 1] as const);
  checkNumbers(values.flat());
  return {
    at,
    unit: Unit,
    count: values.reduce((sum, [, count]) => sum + count, 0),
    sum: values.reduce((sum, [value, count]) => sum + value * count, 0),
    minimum: values.reduce((least, [value]) => Math.min(least, value), Infinity),
    maximum: values.reduce((most, [value]) => Math.max(most, value), -Infinity),
    values,
  };
}

function checkNumbers(numbers: readonly number[]): void {
  if (numbers.length === 0 || numbers.some((number) => !Number.isFinite(number)))
    throw invalidValue("The value NaN or Infinity for a metric is invalid.");
}

import type {
  CompositeAlarm,
  DescribeAlarmHistoryInput,
  DescribeAlarmHistoryOutput,
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput,
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
  MetricAlarm,
} from "@aws-sdk/client-cloudwatch";
import type { Operation, ServiceContext } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { alarmArn, type CloudWatch } from "../cloud-watch.ts";
import { metricOf } from "../metrics/metric-store.ts";
import type { Alarm } from "../state.ts";

const allAlarms = "*";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export const describeAlarms = ({
  state,
  context,
}: CloudWatch): Operation<DescribeAlarmsInput, DescribeAlarmsOutput> => ({
  access: () => [{ action: "cloudwatch:DescribeAlarms", resource: alarmArn(allAlarms, context) }],

  handle(input) {
    if (input.ChildrenOfAlarmName !== undefined || input.ParentsOfAlarmName !== undefined)
      throw notSupportedHere("DescribeAlarms by children or parents");
    const { AlarmNames, AlarmNamePrefix = "", StateValue, ActionPrefix, NextToken: after = "" } = input;
    // Without AlarmTypes, AWS answers metric alarms only.
    const kinds: readonly string[] = input.AlarmTypes?.length ? input.AlarmTypes : ["MetricAlarm"];
    const found = state.alarms
      .list({ prefix: AlarmNamePrefix, after })
      .map(({ value }) => value)
      .filter(
        (alarm) =>
          kinds.includes(alarm.kind) &&
          (!AlarmNames?.length || AlarmNames.includes(alarm.name)) &&
          (StateValue === undefined || alarm.state === StateValue) &&
          (ActionPrefix === undefined || actionsOf(alarm).some((action) => action.startsWith(ActionPrefix))),
      );
    const page = found.slice(0, input.MaxRecords ?? 50);
    return {
      MetricAlarms: page
        .filter(({ metric }) => metric !== null)
        .map((alarm) => presentMetric(alarm, context)),
      CompositeAlarms: page
        .filter(({ rule }) => rule !== null)
        .map((alarm) => presentComposite(alarm, context)),
      NextToken: page.length < found.length ? page.at(-1)?.name : undefined,
    };
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmsForMetric.html */
export const describeAlarmsForMetric = ({
  state,
  context,
}: CloudWatch): Operation<DescribeAlarmsForMetricInput, DescribeAlarmsForMetricOutput> => ({
  access: () => [{ action: "cloudwatch:DescribeAlarmsForMetric", resource: allAlarms }],

  handle(input) {
    const wanted = JSON.stringify(metricOf(input.Namespace, input.MetricName, input.Dimensions));
    const found = state.alarms
      .list()
      .map(({ value }) => value)
      .filter(({ metric }) => {
        const single = metric?.single;
        if (!single) return false;
        return (
          JSON.stringify(metricOf(single.Namespace, single.MetricName, single.Dimensions)) === wanted &&
          (input.Statistic === undefined || single.Statistic === input.Statistic) &&
          (input.ExtendedStatistic === undefined || single.ExtendedStatistic === input.ExtendedStatistic) &&
          (input.Period === undefined || single.Period === input.Period)
        );
      });
    return { MetricAlarms: found.map((alarm) => presentMetric(alarm, context)) };
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html */
export const describeAlarmHistory = ({
  state,
  context,
}: CloudWatch): Operation<DescribeAlarmHistoryInput, DescribeAlarmHistoryOutput> => ({
  access: ({ AlarmName }) => [
    { action: "cloudwatch:DescribeAlarmHistory", resource: alarmArn(AlarmName ?? allAlarms, context) },
  ],

  handle({ AlarmName, AlarmTypes, HistoryItemType, StartDate, EndDate, MaxRecords, ScanBy, NextToken }) {
    const items = state.history
      .list()
      .map(({ value }) => value)
      .filter(
        ({ alarm, kind, type, at }) =>
          (AlarmName === undefined || alarm === AlarmName) &&
          (!AlarmTypes?.length || AlarmTypes.includes(kind)) &&
          (HistoryItemType === undefined || type === HistoryItemType) &&
          at >= (StartDate?.getTime() ?? 0) &&
          at <= (EndDate?.getTime() ?? Infinity),
      );
    if (ScanBy !== "TimestampAscending") items.reverse();
    const from = Number(NextToken ?? 0);
    const size = MaxRecords ?? 100;
    return {
      AlarmHistoryItems: items.slice(from, from + size).map((item) => ({
        AlarmName: item.alarm,
        AlarmType: item.kind,
        Timestamp: new Date(item.at),
        HistoryItemType: item.type,
        HistorySummary: item.summary,
        HistoryData: item.data,
      })),
      NextToken: from + size < items.length ? String(from + size) : undefined,
    };
  },
});

function actionsOf(alarm: Alarm): string[] {
  return [...alarm.okActions, ...alarm.alarmActions, ...alarm.insufficientDataActions];
}

function presentCommon(alarm: Alarm, context: ServiceContext) {
  return {
    AlarmName: alarm.name,
    AlarmArn: alarmArn(alarm.name, context),
    AlarmDescription: alarm.description ?? undefined,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
    ActionsEnabled: alarm.actionsEnabled,
    OKActions: [...alarm.okActions],
    AlarmActions: [...alarm.alarmActions],
    InsufficientDataActions: [...alarm.insufficientDataActions],
    StateValue: alarm.state,
    StateReason: alarm.reason,
    StateReasonData: alarm.reasonData ?? undefined,
    StateUpdatedTimestamp: new Date(alarm.stateAt),
    StateTransitionedTimestamp: new Date(alarm.stateAt),
  };
}

function presentComposite(alarm: Alarm, context: ServiceContext): CompositeAlarm {
  return { ...presentCommon(alarm, context), AlarmRule: alarm.rule ?? "" };
}

function presentMetric(alarm: Alarm, context: ServiceContext): MetricAlarm {
  const { metric } = alarm;
  const single = metric?.single ?? null;
  return {
    ...presentCommon(alarm, context),
    ...(single === null
      ? { Metrics: [...(metric?.queries ?? [])] }
      : {
          Namespace: single.Namespace,
          MetricName: single.MetricName,
          Dimensions: single.Dimensions.map((dimension) => ({ ...dimension })),
          Period: single.Period,
          Statistic: (single.Statistic ?? undefined) as MetricAlarm["Statistic"],
          ExtendedStatistic: single.ExtendedStatistic ?? undefined,
          Unit: (single.Unit ?? undefined) as MetricAlarm["Unit"],
        }),
    EvaluationPeriods: metric?.periods,
    DatapointsToAlarm: metric?.givenDatapoints ?? undefined,
    Threshold: metric?.threshold,
    ComparisonOperator: metric?.comparison as MetricAlarm["ComparisonOperator"],
    TreatMissingData: metric?.givenMissing ?? undefined,
    EvaluateLowSampleCountPercentile: metric?.lowSample ?? undefined,
  };
}

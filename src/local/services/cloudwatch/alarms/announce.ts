import { asService } from "../../../kernel/callers.ts";
import type { ServiceContext } from "../../../kernel/service.ts";
import { WireError } from "../../../kernel/wire-error.ts";
import { alarmArn } from "../cloud-watch.ts";
import type { Alarm } from "../state.ts";
import { queriesOf } from "./evaluate-alarm.ts";

const principal = "cloudwatch.amazonaws.com";
const functionPrincipal = "lambda.alarms.cloudwatch.amazonaws.com";

/**
 * Tells topics and functions, and EventBridge, that an alarm has changed its state.
 *
 * @returns each action, with what went wrong
 */
export async function announce(
  alarm: Alarm,
  before: Alarm,
  context: ServiceContext,
): Promise<{ action: string; error: string | null }[]> {
  await attempt(() => tellEventBridge(alarm, before, context));
  if (!alarm.actionsEnabled) return [];
  const actions = {
    OK: alarm.okActions,
    ALARM: alarm.alarmActions,
    INSUFFICIENT_DATA: alarm.insufficientDataActions,
  }[alarm.state];
  const results: { action: string; error: string | null }[] = [];
  for (const action of actions) {
    const error = await attempt(() => perform(action, alarm, before, context));
    if (error !== null) context.log(`cloudwatch: ${alarm.name} could not tell ${action}: ${error}`);
    results.push({ action, error });
  }
  return results;
}

async function attempt(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof WireError) return error.message;
    throw error;
  }
}

async function perform(action: string, alarm: Alarm, before: Alarm, context: ServiceContext): Promise<void> {
  const arn = alarmArn(alarm.name, context);
  if (action.startsWith("arn:aws:lambda:")) {
    const Payload = Buffer.from(
      JSON.stringify({
        source: "aws.cloudwatch",
        alarmArn: arn,
        accountId: context.accountId,
        time: new Date(alarm.stateAt).toISOString(),
        region: context.region,
        alarmData: { alarmName: alarm.name, state: stateOf(alarm), previousState: stateOf(before) },
      }),
    );
    const caller = asService(functionPrincipal, arn, context);
    await context.call(
      "lambda",
      "Invoke",
      { FunctionName: action, InvocationType: "Event", Payload },
      caller,
    );
    return;
  }
  const input = {
    TopicArn: action,
    Subject: `${alarm.state}: "${alarm.name}" in ${context.region}`.slice(0, 100),
    Message: JSON.stringify(notificationOf(alarm, before, context)),
  };
  await context.call("sns", "Publish", input, asService(principal, arn, context));
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html */
function notificationOf(alarm: Alarm, before: Alarm, context: ServiceContext): object {
  return {
    AlarmName: alarm.name,
    AlarmDescription: alarm.description,
    AWSAccountId: context.accountId,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt).toISOString(),
    NewStateValue: alarm.state,
    NewStateReason: alarm.reason,
    StateChangeTime: new Date(alarm.stateAt).toISOString(),
    Region: context.region,
    AlarmArn: alarmArn(alarm.name, context),
    OldStateValue: before.state,
    OKActions: alarm.okActions,
    AlarmActions: alarm.alarmActions,
    InsufficientDataActions: alarm.insufficientDataActions,
    ...(alarm.rule === null ? { Trigger: triggerOf(alarm) } : { AlarmRule: alarm.rule }),
  };
}

function triggerOf({ metric }: Alarm): object {
  if (metric === null) return {};
  const common = {
    EvaluationPeriods: metric.periods,
    DatapointsToAlarm: metric.datapoints,
    ComparisonOperator: metric.comparison,
    Threshold: metric.threshold,
    TreatMissingData: metric.missing,
    EvaluateLowSampleCountPercentile: metric.lowSample ?? "",
  };
  if (metric.single === null) return { ...common, Metrics: queriesOf(metric) };
  const { Namespace, MetricName, Dimensions, Statistic, ExtendedStatistic, Unit, Period } = metric.single;
  return {
    MetricName,
    Namespace,
    StatisticType: Statistic === null ? "ExtendedStatistic" : "Statistic",
    ...(Statistic === null ? { ExtendedStatistic } : { Statistic: Statistic.toUpperCase() }),
    Unit,
    Dimensions: Dimensions.map(({ Name, Value }) => ({ name: Name, value: Value })),
    Period,
    ...common,
  };
}

async function tellEventBridge(alarm: Alarm, before: Alarm, context: ServiceContext): Promise<void> {
  const arn = alarmArn(alarm.name, context);
  const Detail = JSON.stringify({
    alarmName: alarm.name,
    state: stateOf(alarm),
    previousState: stateOf(before),
    configuration: { description: alarm.description },
  });
  const entry = {
    Source: "aws.cloudwatch",
    DetailType: "CloudWatch Alarm State Change",
    Resources: [arn],
    Detail,
  };
  await context.call("eventbridge", "PutEvents", { Entries: [entry] }, asService(principal, arn, context));
}

function stateOf({ state, reason, reasonData, stateAt }: Alarm) {
  return { value: state, reason, reasonData, timestamp: new Date(stateAt).toISOString() };
}

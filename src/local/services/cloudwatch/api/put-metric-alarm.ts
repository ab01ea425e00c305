import type { PutCompositeAlarmInput, PutMetricAlarmInput } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { parseAlarmRule } from "../alarms/alarm-rule.ts";
import { checkCondition, comparisonOperators } from "../alarms/evaluate-alarm.ts";
import { alarmArn, type CloudWatch } from "../cloud-watch.ts";
import { invalidCombination, invalidValue, missing, validation } from "../errors.ts";
import type { Alarm, MetricCondition } from "../state.ts";

const unsupported = [
  "EvaluationCriteria",
  "EvaluationInterval",
  "EvaluationWindow",
  "ThresholdMetricId",
  "WarmUpConfiguration",
  "ActionConfiguration",
] as const;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const putMetricAlarm = (cloudWatch: CloudWatch): Operation<PutMetricAlarmInput> => ({
  access: ({ AlarmName = "" }) => [
    { action: "cloudwatch:PutMetricAlarm", resource: alarmArn(AlarmName, cloudWatch.context) },
  ],

  async handle(input) {
    for (const name of unsupported) {
      if ((input as unknown as Record<string, unknown>)[name] !== undefined)
        throw notSupportedHere(`${name} of CloudWatch alarms`);
    }
    const metric = conditionOf(input);
    checkCondition(metric);
    await put(cloudWatch, input, { metric, rule: null });
    return {};
  },
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export const putCompositeAlarm = (cloudWatch: CloudWatch): Operation<PutCompositeAlarmInput> => ({
  access: ({ AlarmName = "" }) => [
    { action: "cloudwatch:PutCompositeAlarm", resource: alarmArn(AlarmName, cloudWatch.context) },
  ],

  async handle(input) {
    if (input.ActionsSuppressor !== undefined)
      throw notSupportedHere("ActionsSuppressor of composite alarms");
    const rule = input.AlarmRule ?? "";
    try {
      const unknown = parseAlarmRule(rule)
        .children.map((child) => child.split(":alarm:").at(-1) ?? child)
        .find((child) => cloudWatch.state.alarms.get(child) === undefined);
      if (unknown !== undefined) throw new Error(`there is no alarm ${unknown}`);
    } catch (error) {
      throw validation(`AlarmRule: ${(error as Error).message}`);
    }
    await put(cloudWatch, input, { metric: null, rule });
    return {};
  },
});

async function put(
  { state, context, alarms }: CloudWatch,
  input: PutMetricAlarmInput | PutCompositeAlarmInput,
  what: Pick<Alarm, "metric" | "rule">,
): Promise<void> {
  const name = input.AlarmName ?? "";
  if (name === "" || name.length > 255) throw invalidValue("AlarmName must be 1 to 255 characters long.");
  const before = state.alarms.get(name);
  const kind = what.rule === null ? "MetricAlarm" : "CompositeAlarm";
  if (before !== undefined && before.kind !== kind)
    throw validation(`An alarm of the other kind already has the name ${name}.`);
  for (const action of [input.OKActions, input.AlarmActions, input.InsufficientDataActions].flat())
    if (action !== undefined) checkAction(action);
  const now = context.clock.now();
  const alarm: Alarm = {
    name,
    kind,
    description: input.AlarmDescription ?? null,
    actionsEnabled: input.ActionsEnabled !== false,
    okActions: input.OKActions ?? [],
    alarmActions: input.AlarmActions ?? [],
    insufficientDataActions: input.InsufficientDataActions ?? [],
    tags:
      before?.tags ?? Object.fromEntries((input.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value])),
    state: before?.state ?? "INSUFFICIENT_DATA",
    reason: before?.reason ?? "Unchecked: Initial alarm creation",
    reasonData: before?.reasonData ?? null,
    stateAt: before?.stateAt ?? now,
    configuredAt: now,
    ...what,
  };
  context.store.transaction(() => {
    state.alarms.put(name, alarm);
    const summary = before === undefined ? `Alarm "${name}" created` : `Alarm "${name}" updated`;
    const type = before === undefined ? "Create" : "Update";
    alarms.note(alarm, "ConfigurationUpdate", summary, { version: "1.0", type, updatedAlarm: alarm });
  });
}

function checkAction(action: string): void {
  if (!/^arn:aws:(sns|lambda):/.test(action)) throw notSupportedHere(`the alarm action ${action}`);
}

function conditionOf(input: PutMetricAlarmInput): MetricCondition {
  const { EvaluationPeriods: periods, Threshold: threshold, ComparisonOperator: comparison = "" } = input;
  if (!comparisonOperators.includes(comparison))
    throw comparison.includes("Upper") || comparison.includes("Lower")
      ? notSupportedHere(`alarms on anomalies (${comparison})`)
      : invalidValue(`The value ${comparison} for parameter ComparisonOperator is invalid.`);
  if (periods === undefined || periods < 1) throw missing("The parameter EvaluationPeriods is required.");
  if (threshold === undefined) throw missing("The parameter Threshold is required.");
  const datapoints = input.DatapointsToAlarm ?? periods;
  if (datapoints < 1 || datapoints > periods)
    throw validation("DatapointsToAlarm must be between 1 and EvaluationPeriods.");
  const treat = input.TreatMissingData ?? "missing";
  if (!["missing", "ignore", "breaching", "notBreaching"].includes(treat))
    throw invalidValue(`The value ${treat} for parameter TreatMissingData is invalid.`);
  return {
    single: singleOf(input),
    queries: input.Metrics ?? [],
    comparison,
    threshold,
    periods,
    datapoints,
    givenDatapoints: input.DatapointsToAlarm ?? null,
    missing: treat as MetricCondition["missing"],
    givenMissing: input.TreatMissingData ?? null,
    lowSample: input.EvaluateLowSampleCountPercentile ?? null,
  };
}

function singleOf(input: PutMetricAlarmInput): MetricCondition["single"] {
  if (input.Metrics !== undefined && input.Metrics.length > 0) {
    if (input.MetricName !== undefined)
      throw invalidCombination("The parameters MetricName and Metrics must not be given together.");
    if (input.Metrics.filter(({ ReturnData }) => ReturnData !== false).length !== 1)
      throw validation("Exactly one element of the metrics list should return data.");
    return null;
  }
  const { Namespace, MetricName, Period, Statistic, ExtendedStatistic, Unit, Dimensions = [] } = input;
  if (Namespace === undefined || MetricName === undefined)
    throw missing("The parameters Namespace and MetricName are required.");
  if (Period === undefined) throw missing("The parameter Period is required.");
  if ((Statistic === undefined) === (ExtendedStatistic === undefined))
    throw invalidCombination("Either Statistic or ExtendedStatistic must be given.");
  return {
    Namespace,
    MetricName,
    Period,
    Dimensions: Dimensions.map(({ Name = "", Value = "" }) => ({ Name, Value })),
    Statistic: Statistic ?? null,
    ExtendedStatistic: ExtendedStatistic ?? null,
    Unit: Unit ?? null,
  };
}

import { flagOf, listOf, numberOf, tagsOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { arnOf, removeAlarm, retag } from "./alarm-parts.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html */
export const cloudWatchAlarm: ResourceType = {
  type: "AWS::CloudWatch::Alarm",

  async create(properties, context) {
    const name = textOf(properties, "AlarmName") ?? context.generatedName(255);
    return put(name, properties, context, tagsOf(properties, context.tags));
  },

  async update(name, properties, previous, context) {
    const made = await put(name, properties, context);
    await retag(String(made.attributes["Arn"]), properties, previous, context);
    return made;
  },

  delete: removeAlarm,
};

async function put(
  AlarmName: string,
  properties: Properties,
  context: ResourceContext,
  Tags?: { Key: string; Value: string }[],
): Promise<Provisioned> {
  const numbers = ["DatapointsToAlarm", "EvaluationInterval", "EvaluationPeriods", "Period", "Threshold"];
  const given = Object.keys(properties).map((name) => [
    name,
    numbers.includes(name) ? numberOf(properties, name) : properties[name],
  ]);
  const queries = listOf<Properties>(properties, "Metrics").map(readQuery);
  const input = {
    ...Object.fromEntries(given),
    AlarmName,
    ActionsEnabled: flagOf(properties, "ActionsEnabled"),
    Metrics: queries.length === 0 ? undefined : queries,
    Tags,
  };
  await context.call("cloudwatch", "PutMetricAlarm", input, context.caller);
  return { physicalId: AlarmName, attributes: { Arn: await arnOf(AlarmName, "MetricAlarm", context) } };
}

/** Templates may write numbers and booleans as texts. */
function readQuery(query: Properties): Properties {
  const stat = query["MetricStat"] as Properties | undefined;
  return {
    ...query,
    ...(query["Period"] !== undefined && { Period: numberOf(query, "Period") }),
    ...(query["ReturnData"] !== undefined && { ReturnData: flagOf(query, "ReturnData") }),
    ...(stat && { MetricStat: { ...stat, Period: numberOf(stat, "Period") } }),
  };
}

import { tagsOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceContext } from "../../../kernel/service.ts";

/** What both kinds of alarms share. */
export async function arnOf(name: string, kind: string, context: ResourceContext): Promise<string> {
  const input = { AlarmNames: [name], AlarmTypes: [kind] };
  const answer = await context.call("cloudwatch", "DescribeAlarms", input, context.caller);
  const [found] = [answer["MetricAlarms"], answer["CompositeAlarms"]].flat() as { AlarmArn: string }[];
  return found?.AlarmArn ?? "";
}

export async function retag(
  ResourceARN: string,
  properties: Properties,
  previous: Properties,
  context: ResourceContext,
): Promise<void> {
  const Tags = tagsOf(properties, context.tags);
  const TagKeys = tagsOf(previous, {})
    .map(({ Key }) => Key)
    .filter((key) => !Tags.some(({ Key }) => Key === key));
  await context.call("cloudwatch", "UntagResource", { ResourceARN, TagKeys }, context.caller);
  await context.call("cloudwatch", "TagResource", { ResourceARN, Tags }, context.caller);
}

export async function removeAlarm(
  name: string,
  _properties: Properties,
  context: ResourceContext,
): Promise<void> {
  await context.call("cloudwatch", "DeleteAlarms", { AlarmNames: [name] }, context.caller);
}

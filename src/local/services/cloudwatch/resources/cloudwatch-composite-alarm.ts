import { flagOf, tagsOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { arnOf, removeAlarm, retag } from "./alarm-parts.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-compositealarm.html */
export const cloudWatchCompositeAlarm: ResourceType = {
  type: "AWS::CloudWatch::CompositeAlarm",

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
  const input = { ...properties, AlarmName, ActionsEnabled: flagOf(properties, "ActionsEnabled"), Tags };
  await context.call("cloudwatch", "PutCompositeAlarm", input, context.caller);
  return { physicalId: AlarmName, attributes: { Arn: await arnOf(AlarmName, "CompositeAlarm", context) } };
}

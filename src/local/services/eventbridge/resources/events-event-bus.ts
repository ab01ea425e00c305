import { jsonOf, tagsOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const eventsEventBus: ResourceType = {
  type: "AWS::Events::EventBus",

  async create(properties, context) {
    const Name = textOf(properties, "Name") ?? "";
    const Tags = tagsOf(properties, context.tags);
    await context.call(
      "eventbridge",
      "CreateEventBus",
      { ...inputOf(properties), Name, Tags },
      context.caller,
    );
    return settle(Name, properties, context);
  },

  async update(Name, properties, _previous, context) {
    await context.call("eventbridge", "UpdateEventBus", { ...inputOf(properties), Name }, context.caller);
    return settle(Name, properties, context);
  },

  async delete(Name, _properties, context) {
    await context.call("eventbridge", "DeleteEventBus", { Name }, context.caller);
  },
};

function inputOf(properties: Properties) {
  for (const name of ["EventSourceName", "LogConfig"]) {
    if (properties[name] !== undefined) throw notSupportedHere(`property AWS::Events::EventBus.${name}`);
  }
  return {
    Description: textOf(properties, "Description"),
    KmsKeyIdentifier: textOf(properties, "KmsKeyIdentifier"),
    DeadLetterConfig: properties["DeadLetterConfig"],
  };
}

async function settle(Name: string, properties: Properties, context: ResourceContext): Promise<Provisioned> {
  const Policy = jsonOf(properties, "Policy");
  if (Policy !== undefined)
    await context.call("eventbridge", "PutPermission", { EventBusName: Name, Policy }, context.caller);
  const bus = await context.call("eventbridge", "DescribeEventBus", { Name }, context.caller);
  return { physicalId: Name, attributes: { Arn: bus["Arn"], Name, Policy: bus["Policy"] ?? "" } };
}

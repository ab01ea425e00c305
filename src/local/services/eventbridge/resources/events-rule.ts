import { jsonOf, listOf, tagsOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";

interface Target {
  readonly Id: string;
  readonly RetryPolicy?: Readonly<Record<string, unknown>>;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const eventsRule: ResourceType = {
  type: "AWS::Events::Rule",

  async create(properties, context) {
    const name = textOf(properties, "Name") ?? context.generatedName(64);
    return put(name, properties, [], context, tagsOf(properties, context.tags));
  },

  update: (id, properties, previous, context) =>
    put(id.slice(id.indexOf("|") + 1), properties, listOf<Target>(previous, "Targets"), context),

  async delete(id, properties, context) {
    const { EventBusName } = inputOf(properties);
    const Name = id.slice(id.indexOf("|") + 1);
    const of = { EventBusName, Rule: Name };
    try {
      const { Targets } = await context.call("eventbridge", "ListTargetsByRule", of, context.caller);
      const Ids = (Targets as Target[]).map(({ Id }) => Id);
      await context.call("eventbridge", "RemoveTargets", { ...of, Ids }, context.caller);
      await context.call("eventbridge", "DeleteRule", { EventBusName, Name }, context.caller);
    } catch (error) {
      if ((error as { code?: string }).code !== "ResourceNotFoundException") throw error;
    }
  },
};

async function put(
  Name: string,
  properties: Properties,
  before: readonly Target[],
  context: ResourceContext,
  Tags?: { Key: string; Value: string }[],
): Promise<Provisioned> {
  const input = inputOf(properties);
  const made = await context.call("eventbridge", "PutRule", { ...input, Name, Tags }, context.caller);
  const targets = listOf<Target>(properties, "Targets").map(readTarget);
  const of = { EventBusName: input.EventBusName, Rule: Name };
  const Ids = before.map(({ Id }) => Id).filter((id) => !targets.some(({ Id }) => Id === id));
  if (Ids.length > 0) await context.call("eventbridge", "RemoveTargets", { ...of, Ids }, context.caller);
  if (targets.length > 0)
    await context.call("eventbridge", "PutTargets", { ...of, Targets: targets }, context.caller);
  const Arn = String(made["RuleArn"]);
  const bus = input.EventBusName?.slice(input.EventBusName.lastIndexOf("/") + 1) ?? "default";
  const physicalId = bus === "default" ? Name : `${bus}|${Name}`;
  return { physicalId, attributes: { Arn, RuleName: Name } };
}

function inputOf(properties: Properties) {
  return {
    EventBusName: textOf(properties, "EventBusName"),
    Description: textOf(properties, "Description"),
    EventPattern: jsonOf(properties, "EventPattern"),
    ScheduleExpression: textOf(properties, "ScheduleExpression"),
    State: textOf(properties, "State"),
    RoleArn: textOf(properties, "RoleArn"),
  };
}

/** Templates may write numbers as texts. */
function readTarget(target: Target): Target {
  if (target.RetryPolicy === undefined) return target;
  const numbers = Object.entries(target.RetryPolicy).map(([name, value]) => [name, Number(value)]);
  return { ...target, RetryPolicy: Object.fromEntries(numbers) as Record<string, number> };
}

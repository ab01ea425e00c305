import { textOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedule.html */
export const schedulerSchedule: ResourceType = {
  type: "AWS::Scheduler::Schedule",

  create: (properties, context) =>
    put("CreateSchedule", textOf(properties, "Name") ?? context.generatedName(64), properties, context),

  async update(name, properties, previous, context) {
    if (textOf(properties, "GroupName") === textOf(previous, "GroupName"))
      return put("UpdateSchedule", name, properties, context);
    const moved = await put("CreateSchedule", name, properties, context);
    await remove(name, previous, context);
    return moved;
  },

  delete: remove,
};

async function put(operation: string, Name: string, properties: Properties, context: ResourceContext) {
  const { ScheduleArn } = await context.call(
    "scheduler",
    operation,
    {
      ...properties,
      Name,
      StartDate: dateOf(properties, "StartDate"),
      EndDate: dateOf(properties, "EndDate"),
      FlexibleTimeWindow: withNumbers(properties["FlexibleTimeWindow"], ["MaximumWindowInMinutes"]),
      Target: readTarget(properties["Target"] as Properties),
      ClientToken: `${context.stackId}/${context.logicalId}`,
    },
    context.caller,
  );
  return { physicalId: Name, attributes: { Arn: ScheduleArn } };
}

async function remove(Name: string, properties: Properties, context: ResourceContext): Promise<void> {
  const GroupName = textOf(properties, "GroupName");
  try {
    await context.call("scheduler", "DeleteSchedule", { Name, GroupName }, context.caller);
  } catch (error) {
    if ((error as { code?: string }).code !== "ResourceNotFoundException") throw error;
  }
}

function dateOf(properties: Properties, name: string): Date | undefined {
  const text = textOf(properties, name);
  return text === undefined ? undefined : new Date(text);
}

function readTarget(target: Properties): Properties {
  const policy = withNumbers(target["RetryPolicy"], ["MaximumEventAgeInSeconds", "MaximumRetryAttempts"]);
  return policy === undefined ? target : { ...target, RetryPolicy: policy };
}

/** Templates may write numbers as texts. */
function withNumbers(value: unknown, names: readonly string[]): Properties | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, names.includes(name) ? Number(item) : item]),
  );
}

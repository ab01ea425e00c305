import { tagsOf, textOf } from "../../../kernel/properties.ts";
import type { Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-scheduler-schedulegroup.html */
export const schedulerScheduleGroup: ResourceType = {
  type: "AWS::Scheduler::ScheduleGroup",

  async create(properties, context) {
    const Name = textOf(properties, "Name") ?? context.generatedName(64);
    const input = { Name, Tags: tagsOf(properties, context.tags) };
    await context.call("scheduler", "CreateScheduleGroup", input, context.caller);
    return provisioned(Name, context);
  },

  async update(Name, properties, previous, context) {
    const { Arn: ResourceArn } = await context.call(
      "scheduler",
      "GetScheduleGroup",
      { Name },
      context.caller,
    );
    const Tags = tagsOf(properties, context.tags);
    const TagKeys = tagsOf(previous, {})
      .map(({ Key }) => Key)
      .filter((key) => !Tags.some(({ Key }) => Key === key));
    await context.call("scheduler", "UntagResource", { ResourceArn, TagKeys }, context.caller);
    await context.call("scheduler", "TagResource", { ResourceArn, Tags }, context.caller);
    return provisioned(Name, context);
  },

  async delete(Name, _properties, context) {
    try {
      await context.call("scheduler", "DeleteScheduleGroup", { Name }, context.caller);
    } catch (error) {
      if ((error as { code?: string }).code !== "ResourceNotFoundException") throw error;
    }
  },
};

async function provisioned(Name: string, context: ResourceContext): Promise<Provisioned> {
  const group = await context.call("scheduler", "GetScheduleGroup", { Name }, context.caller);
  const { Arn, State, CreationDate, LastModificationDate } = group as Record<string, Date | string>;
  const iso = (date: unknown) => (date as Date).toISOString();
  return {
    physicalId: Name,
    attributes: {
      Arn,
      State,
      CreationDate: iso(CreationDate),
      LastModificationDate: iso(LastModificationDate),
    },
  };
}

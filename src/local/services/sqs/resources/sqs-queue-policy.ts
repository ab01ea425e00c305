import { jsonOf, listOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const sqsQueuePolicy: ResourceType = {
  type: "AWS::SQS::QueuePolicy",

  async create(properties, context) {
    await put(queuesOf(properties), jsonOf(properties, "PolicyDocument") ?? "", context);
    const id = context.generatedName(128);
    return { physicalId: id, attributes: { Id: id } };
  },

  async update(id, properties, previous, context) {
    const queues = queuesOf(properties);
    await put(
      queuesOf(previous).filter((queue) => !queues.includes(queue)),
      "",
      context,
    );
    await put(queues, jsonOf(properties, "PolicyDocument") ?? "", context);
    return { physicalId: id, attributes: { Id: id } };
  },

  async delete(_id, properties, context) {
    try {
      await put(queuesOf(properties), "", context);
    } catch (error) {
      if ((error as { code?: string }).code !== "QueueDoesNotExist") throw error;
    }
  },
};

function queuesOf(properties: Properties): readonly string[] {
  return listOf<string>(properties, "Queues");
}

async function put(queues: readonly string[], Policy: string, context: ResourceContext): Promise<void> {
  for (const QueueUrl of queues)
    await context.call("sqs", "SetQueueAttributes", { QueueUrl, Attributes: { Policy } }, context.caller);
}

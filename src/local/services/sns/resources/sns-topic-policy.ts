import { jsonOf, listOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceContext, ResourceType } from "../../../kernel/service.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const snsTopicPolicy: ResourceType = {
  type: "AWS::SNS::TopicPolicy",

  async create(properties, context) {
    await put(topicsOf(properties), jsonOf(properties, "PolicyDocument") ?? "", context);
    const id = context.generatedName(128);
    return { physicalId: id, attributes: { Id: id } };
  },

  async update(id, properties, previous, context) {
    const topics = topicsOf(properties);
    const left = topicsOf(previous).filter((topic) => !topics.includes(topic));
    await put(left, "", context);
    await put(topics, jsonOf(properties, "PolicyDocument") ?? "", context);
    return { physicalId: id, attributes: { Id: id } };
  },

  /** Topics go back to the policy that they have by default. */
  async delete(_id, properties, context) {
    try {
      await put(topicsOf(properties), "", context);
    } catch (error) {
      if ((error as { code?: string }).code !== "NotFound") throw error;
    }
  },
};

function topicsOf(properties: Properties): readonly string[] {
  return listOf<string>(properties, "Topics");
}

async function put(
  topics: readonly string[],
  AttributeValue: string,
  context: ResourceContext,
): Promise<void> {
  for (const TopicArn of topics) {
    const input = { TopicArn, AttributeName: "Policy", AttributeValue };
    await context.call("sns", "SetTopicAttributes", input, context.caller);
  }
}

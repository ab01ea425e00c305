import { listOf, tagsOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, Provisioned, ResourceContext, ResourceType } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";

interface Inline {
  readonly Protocol: string;
  readonly Endpoint: string;
}

const attributeNames = [
  "ContentBasedDeduplication",
  "DisplayName",
  "FifoThroughputScope",
  "FifoTopic",
  "KmsMasterKeyId",
  "SignatureVersion",
  "TracingConfig",
];
const unsupported = ["ArchivePolicy", "DataProtectionPolicy", "DeliveryStatusLogging", "MaximumMessageSize"];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const snsTopic: ResourceType = {
  type: "AWS::SNS::Topic",

  async create(properties, context) {
    const Attributes = attributesOf(properties);
    const fifo = Attributes["FifoTopic"] === "true";
    const Name =
      textOf(properties, "TopicName") ?? `${context.generatedName(fifo ? 251 : 256)}${fifo ? ".fifo" : ""}`;
    const input = { Name, Attributes, Tags: tagsOf(properties, context.tags) };
    const { TopicArn } = await context.call("sns", "CreateTopic", input, context.caller);
    await subscribe(String(TopicArn), inlineOf(properties), context);
    return provisioned(String(TopicArn));
  },

  async update(TopicArn, properties, previous, context) {
    const wanted = attributesOf(properties);
    const names = new Set([...Object.keys(wanted), ...Object.keys(attributesOf(previous))]);
    names.delete("FifoTopic");
    for (const AttributeName of names) {
      const input = { TopicArn, AttributeName, AttributeValue: wanted[AttributeName] ?? "" };
      await context.call("sns", "SetTopicAttributes", input, context.caller);
    }
    const Tags = tagsOf(properties, context.tags);
    const TagKeys = tagsOf(previous, {})
      .map(({ Key }) => Key)
      .filter((key) => !Tags.some(({ Key }) => Key === key));
    await context.call("sns", "UntagResource", { ResourceArn: TopicArn, TagKeys }, context.caller);
    await context.call("sns", "TagResource", { ResourceArn: TopicArn, Tags }, context.caller);
    const now = inlineOf(properties);
    const same = (a: Inline) => (b: Inline) => a.Protocol === b.Protocol && a.Endpoint === b.Endpoint;
    const gone = inlineOf(previous).filter((each) => !now.some(same(each)));
    await unsubscribe(TopicArn, gone, context);
    await subscribe(TopicArn, now, context);
    return provisioned(TopicArn);
  },

  async delete(TopicArn, _properties, context) {
    await context.call("sns", "DeleteTopic", { TopicArn }, context.caller);
  },
};

function attributesOf(properties: Properties): Record<string, string> {
  for (const name of unsupported) {
    if (properties[name] !== undefined) throw notSupportedHere(`property AWS::SNS::Topic.${name}`);
  }
  const given = attributeNames.map((name) => [name, textOf(properties, name)] as const);
  // CloudFormation writes false where the API takes nothing.
  const kept = given.filter(
    ([name, value]) => value !== undefined && !(name === "FifoTopic" && value === "false"),
  );
  return Object.fromEntries(kept) as Record<string, string>;
}

function inlineOf(properties: Properties): readonly Inline[] {
  return listOf<Inline>(properties, "Subscription");
}

async function subscribe(TopicArn: string, all: readonly Inline[], context: ResourceContext): Promise<void> {
  for (const { Protocol, Endpoint } of all)
    await context.call("sns", "Subscribe", { TopicArn, Protocol, Endpoint }, context.caller);
}

async function unsubscribe(TopicArn: string, gone: readonly Inline[], context: ResourceContext) {
  if (gone.length === 0) return;
  const { Subscriptions } = await context.call(
    "sns",
    "ListSubscriptionsByTopic",
    { TopicArn },
    context.caller,
  );
  for (const { SubscriptionArn, Protocol, Endpoint } of Subscriptions as ({
    SubscriptionArn: string;
  } & Inline)[]) {
    if (gone.some((each) => each.Protocol === Protocol && each.Endpoint === Endpoint))
      await context.call("sns", "Unsubscribe", { SubscriptionArn }, context.caller);
  }
}

function provisioned(TopicArn: string): Provisioned {
  const TopicName = TopicArn.slice(TopicArn.lastIndexOf(":") + 1);
  return { physicalId: TopicArn, attributes: { TopicArn, TopicName } };
}

import { jsonOf, textOf } from "../../../kernel/properties.ts";
import type { Properties, ResourceType } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const snsSubscription: ResourceType = {
  type: "AWS::SNS::Subscription",

  async create(properties, context) {
    const { SubscriptionArn } = await context.call(
      "sns",
      "Subscribe",
      {
        TopicArn: textOf(properties, "TopicArn"),
        Protocol: textOf(properties, "Protocol"),
        Endpoint: textOf(properties, "Endpoint"),
        Attributes: attributesOf(properties),
        ReturnSubscriptionArn: true,
      },
      context.caller,
    );
    return { physicalId: String(SubscriptionArn), attributes: { Arn: SubscriptionArn } };
  },

  async update(SubscriptionArn, properties, previous, context) {
    const wanted = attributesOf(properties);
    const before = attributesOf(previous);
    for (const AttributeName of new Set([...Object.keys(wanted), ...Object.keys(before)])) {
      const fallback = AttributeName === "RawMessageDelivery" ? "false" : "";
      const AttributeValue = wanted[AttributeName] ?? fallback;
      if (AttributeName === "FilterPolicyScope" && AttributeValue === "") continue;
      const input = { SubscriptionArn, AttributeName, AttributeValue };
      await context.call("sns", "SetSubscriptionAttributes", input, context.caller);
    }
    return { physicalId: SubscriptionArn, attributes: { Arn: SubscriptionArn } };
  },

  async delete(SubscriptionArn, _properties, context) {
    await context.call("sns", "Unsubscribe", { SubscriptionArn }, context.caller);
  },
};

function attributesOf(properties: Properties): Record<string, string> {
  for (const name of ["ReplayPolicy", "SubscriptionRoleArn"]) {
    if (properties[name] !== undefined) throw notSupportedHere(`property AWS::SNS::Subscription.${name}`);
  }
  const texts = ["FilterPolicyScope", "RawMessageDelivery"].map((name) => [name, textOf(properties, name)]);
  const documents = ["FilterPolicy", "RedrivePolicy", "DeliveryPolicy"].map((name) => [
    name,
    jsonOf(properties, name),
  ]);
  return Object.fromEntries([...texts, ...documents].filter(([, value]) => value !== undefined));
}

import type {
  GetSubscriptionAttributesInput,
  GetSubscriptionAttributesResponse,
  ListSubscriptionsByTopicInput,
  ListSubscriptionsByTopicResponse,
  ListSubscriptionsInput,
  ListSubscriptionsResponse,
  SetSubscriptionAttributesInput,
} from "@aws-sdk/client-sns";
import type { Operation } from "../../../kernel/service.ts";
import type { Sns } from "../sns.ts";
import { checkSubscriptionAttribute } from "../subscription-attributes.ts";

const pageSize = 100;
const topicOf = (arn = "") => arn.split(":").slice(0, 6).join(":");

/** https://docs.aws.amazon.com/sns/latest/api/API_GetSubscriptionAttributes.html */
export const getSubscriptionAttributes = ({
  names,
  context,
}: Sns): Operation<GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse> => ({
  access: ({ SubscriptionArn }, { caller }) =>
    names.access("sns:GetSubscriptionAttributes", topicOf(SubscriptionArn), caller),

  handle({ SubscriptionArn }) {
    const { arn, topicArn, protocol, endpoint, attributes, token } = names.subscription(SubscriptionArn);
    return {
      Attributes: {
        RawMessageDelivery: "false",
        ...attributes,
        SubscriptionArn: arn,
        TopicArn: topicArn,
        Protocol: protocol,
        Endpoint: endpoint,
        Owner: context.accountId,
        PendingConfirmation: String(token !== null),
        ConfirmationWasAuthenticated: "true",
      },
    };
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html */
export const setSubscriptionAttributes = ({
  state,
  names,
}: Sns): Operation<SetSubscriptionAttributesInput> => ({
  access: ({ SubscriptionArn }, { caller }) =>
    names.access("sns:SetSubscriptionAttributes", topicOf(SubscriptionArn), caller),

  handle({ SubscriptionArn, AttributeName: name = "", AttributeValue: value = "" }) {
    const subscription = names.subscription(SubscriptionArn);
    checkSubscriptionAttribute(name, value);
    const { [name]: _before, ...others } = subscription.attributes;
    const cleared = value === "" || (name === "FilterPolicy" && value === "{}");
    const attributes = cleared ? others : { ...others, [name]: value };
    state.subscriptions.put(subscription.arn, { ...subscription, attributes });
    return {};
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptions.html */
export const listSubscriptions = (
  sns: Sns,
): Operation<ListSubscriptionsInput, ListSubscriptionsResponse> => ({
  access: () => [{ action: "sns:ListSubscriptions", resource: "*" }],
  handle: ({ NextToken }) => list(sns, "", NextToken),
});

/** https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html */
export const listSubscriptionsByTopic = (
  sns: Sns,
): Operation<ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse> => ({
  access: ({ TopicArn }, { caller }) => sns.names.access("sns:ListSubscriptionsByTopic", TopicArn, caller),

  handle({ TopicArn, NextToken }) {
    sns.names.topic(TopicArn);
    return list(sns, `${TopicArn}:`, NextToken);
  },
});

function list({ state, context }: Sns, prefix: string, after = ""): ListSubscriptionsResponse {
  const found = state.subscriptions.list({ prefix, after, limit: pageSize + 1 });
  const page = found.slice(0, pageSize);
  return {
    Subscriptions: page.map(({ value: { arn, topicArn, protocol, endpoint, token } }) => ({
      SubscriptionArn: token === null ? arn : "PendingConfirmation",
      Owner: context.accountId,
      Protocol: protocol,
      Endpoint: endpoint,
      TopicArn: topicArn,
    })),
    NextToken: found.length > pageSize ? page.at(-1)?.key : undefined,
  };
}

import type {
  ConfirmSubscriptionInput,
  ConfirmSubscriptionResponse,
  SubscribeInput,
  SubscribeResponse,
  UnsubscribeInput,
} from "@aws-sdk/client-sns";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { post } from "../deliver.ts";
import { invalidParameter } from "../errors.ts";
import type { Sns } from "../sns.ts";
import type { Subscription } from "../state.ts";
import { checkSubscriptionAttribute } from "../subscription-attributes.ts";

/** https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html */
export const subscribe = (sns: Sns): Operation<SubscribeInput, SubscribeResponse> => ({
  access: ({ TopicArn }, { caller }) => sns.names.access("sns:Subscribe", TopicArn, caller),

  handle(input) {
    const { TopicArn = "", Protocol: protocol = "", Endpoint: endpoint = "", Attributes = {} } = input;
    sns.names.topic(TopicArn);
    checkEndpoint(protocol, endpoint);
    for (const [name, value] of Object.entries(Attributes)) checkSubscriptionAttribute(name, value);
    const { subscriptions } = sns.state;
    const existing = subscriptions
      .list({ prefix: `${TopicArn}:` })
      .find(({ value }) => value.protocol === protocol && value.endpoint === endpoint)?.value;
    const subscription: Subscription = existing ?? {
      arn: `${TopicArn}:${sns.context.ids.uuid()}`,
      topicArn: TopicArn,
      protocol,
      endpoint,
      attributes: Attributes,
      // Endpoints that are programs show that they want it; people need not click on this machine.
      token: protocol.startsWith("http") ? sns.context.ids.hex(64) : null,
    };
    subscriptions.put(subscription.arn, subscription);
    if (subscription.token !== null) askToConfirm(sns, subscription);
    const shown = subscription.token === null || input.ReturnSubscriptionArn === true;
    return { SubscriptionArn: shown ? subscription.arn : "pending confirmation" };
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html */
export const confirmSubscription = (
  sns: Sns,
): Operation<ConfirmSubscriptionInput, ConfirmSubscriptionResponse> => ({
  access: ({ TopicArn }, { caller }) => sns.names.access("sns:ConfirmSubscription", TopicArn, caller),
  handle: ({ TopicArn, Token }) => ({ SubscriptionArn: confirm(sns, TopicArn, Token) }),
});

/** @throws WireError InvalidParameter where the token is none of the topic's */
export function confirm(
  { state, names }: Sns,
  topicArn: string | undefined,
  token: string | undefined,
): string {
  names.topic(topicArn);
  const found = state.subscriptions
    .list({ prefix: `${topicArn}:` })
    .find(({ value }) => value.token !== null && value.token === token)?.value;
  if (found === undefined) throw invalidParameter("Token");
  state.subscriptions.put(found.arn, { ...found, token: null });
  return found.arn;
}

/** https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html */
export const unsubscribe = ({ state, names }: Sns): Operation<UnsubscribeInput> => ({
  access: ({ SubscriptionArn = "" }, { caller }) =>
    names.access("sns:Unsubscribe", SubscriptionArn.split(":").slice(0, 6).join(":"), caller),

  handle({ SubscriptionArn = "" }) {
    if (SubscriptionArn.split(":").length < 7)
      throw invalidParameter("SubscriptionArn Reason: An ARN must have at least 7 elements");
    // Ending what has ended is no error.
    state.subscriptions.delete(SubscriptionArn);
    return {};
  },
});

function checkEndpoint(protocol: string, endpoint: string): void {
  switch (protocol) {
    case "sqs":
    case "lambda":
      if (!endpoint.startsWith(`arn:aws:${protocol}:`))
        throw invalidParameter(`${protocol.toUpperCase()} endpoint ARN`);
      return;
    case "email":
    case "email-json":
      if (!/^[^\s@]+@[^\s@]+$/.test(endpoint)) throw invalidParameter("Email address");
      return;
    case "sms":
      if (!/^\+?[\d\s().-]{3,20}$/.test(endpoint))
        throw invalidParameter(`Invalid SMS endpoint: ${endpoint}`);
      return;
    case "http":
    case "https":
      if (!isLoopback(endpoint, protocol))
        throw notSupportedHere(`HTTP subscriptions to other machines (${endpoint})`);
      return;
    case "application":
    case "firehose":
      throw notSupportedHere(`SNS subscriptions with the protocol ${protocol}`);
    default:
      throw invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
  }
}

/** The local cloud calls this machine only. */
function isLoopback(endpoint: string, protocol: string): boolean {
  try {
    const { hostname, protocol: scheme } = new URL(endpoint);
    if (scheme !== `${protocol}:`) throw invalidParameter("Endpoint must match the specified protocol");
    return ["localhost", "127.0.0.1", "[::1]"].includes(hostname) || hostname.endsWith(".localhost");
  } catch {
    return false;
  }
}

/** Sent once; who has missed it subscribes again. */
function askToConfirm({ context }: Sns, { topicArn, token, endpoint, arn }: Subscription): void {
  const query = new URLSearchParams({
    Action: "ConfirmSubscription",
    TopicArn: topicArn,
    Token: token ?? "",
  });
  const MessageId = context.ids.uuid();
  const body = {
    Type: "SubscriptionConfirmation",
    MessageId,
    Token: token,
    TopicArn: topicArn,
    Message: `You have chosen to subscribe to the topic ${topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
    SubscribeURL: `${context.baseUrl()}/?${query}`,
    Timestamp: new Date(context.clock.now()).toISOString(),
    SignatureVersion: "1",
    Signature: "EXAMPLE",
    SigningCertURL: "EXAMPLE",
  };
  post(endpoint, "SubscriptionConfirmation", JSON.stringify(body), {
    "x-amz-sns-message-id": MessageId,
    "x-amz-sns-topic-arn": topicArn,
  }).catch((error: Error) => context.log(`sns: ${arn} was not asked to confirm: ${error.message}`));
}

import { asService } from "../../kernel/callers.ts";
import type { ServiceContext } from "../../kernel/service.ts";
import { WireError } from "../../kernel/wire-error.ts";
import { envelope, type Notification, type NotificationAttribute, textFor } from "./notification.ts";
import type { Subscription } from "./state.ts";

const principal = "sns.amazonaws.com";
const patience = 15_000;

/** One message on its way to one subscription. */
export interface Work {
  readonly notification: Notification;
  readonly subscription: Subscription;
}

/**
 * Brings a message to a subscription's endpoint.
 *
 * @throws WireError as the endpoint answers
 */
export async function deliver({ notification, subscription }: Work, context: ServiceContext): Promise<void> {
  const { protocol, endpoint, attributes, arn } = subscription;
  const caller = asService(principal, notification.topicArn, context);
  const link = `${context.baseUrl()}/?Action=Unsubscribe&SubscriptionArn=${encodeURIComponent(arn)}`;
  const whole = envelope(notification, protocol, link);
  const raw = attributes["RawMessageDelivery"] === "true";
  switch (protocol) {
    case "sqs": {
      const body = raw ? textFor(notification, protocol) : JSON.stringify(whole);
      await context.call("sqs", "SendMessage", sqsInput(notification, endpoint, body, raw), caller);
      return;
    }
    case "lambda": {
      const { SigningCertURL: SigningCertUrl, UnsubscribeURL: UnsubscribeUrl, ...rest } = whole;
      const Sns = { Subject: null, MessageAttributes: {}, ...rest, SigningCertUrl, UnsubscribeUrl };
      const Records = [{ EventSource: "aws:sns", EventVersion: "1.0", EventSubscriptionArn: arn, Sns }];
      const Payload = Buffer.from(JSON.stringify({ Records }));
      const input = { FunctionName: endpoint, InvocationType: "Event", Payload };
      await context.call("lambda", "Invoke", input, caller);
      return;
    }
    case "sms":
      await keep(
        { channel: "sms", to: [endpoint], text: textFor(notification, protocol) },
        notification.topicArn,
        context,
      );
      return;
    case "email":
    case "email-json": {
      const text = protocol === "email" ? textFor(notification, protocol) : JSON.stringify(whole, null, 2);
      const subject = notification.subject ?? "AWS Notification Message";
      await keep(
        { channel: "email", from: "no-reply@sns.amazonaws.com", to: [endpoint], subject, text },
        notification.topicArn,
        context,
      );
      return;
    }
    default:
      await post(endpoint, "Notification", raw ? textFor(notification, protocol) : JSON.stringify(whole), {
        "x-amz-sns-message-id": notification.messageId,
        "x-amz-sns-topic-arn": notification.topicArn,
        "x-amz-sns-subscription-arn": arn,
        ...(raw ? { "x-amz-sns-rawdelivery": "true" } : {}),
      });
  }
}

/** Puts a message for a person into the outbox. */
export async function keep(message: object, topicArn: string, context: ServiceContext): Promise<void> {
  await context.call("ses", "KeepMessage", message, asService(principal, topicArn, context));
}

/** Sends what could not be delivered to the subscription's dead-letter queue. */
export async function bury(
  { notification, subscription }: Work,
  error: WireError,
  context: ServiceContext,
): Promise<void> {
  const policy = subscription.attributes["RedrivePolicy"];
  if (policy === undefined) {
    context.log(`sns: ${subscription.arn} could not be reached: ${error.code}: ${error.message}`);
    return;
  }
  const { deadLetterTargetArn } = JSON.parse(policy) as { deadLetterTargetArn: string };
  const raw = subscription.attributes["RawMessageDelivery"] === "true";
  const text = textFor(notification, subscription.protocol);
  const body = raw ? text : JSON.stringify(envelope(notification, subscription.protocol, ""));
  const caller = asService(principal, notification.topicArn, context);
  await context.call("sqs", "SendMessage", sqsInput(notification, deadLetterTargetArn, body, raw), caller);
}

/**
 * Posts to an HTTP endpoint on this machine.
 *
 * @throws WireError where it does not answer with success; worth another attempt
 */
export async function post(
  endpoint: string,
  type: string,
  body: string,
  headers: Record<string, string>,
): Promise<void> {
  let status: number;
  try {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        "content-type": "text/plain; charset=UTF-8",
        "x-amz-sns-message-type": type,
        "user-agent": "Amazon Simple Notification Service Agent",
        ...headers,
      },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
    status = response.status;
    await response.body?.cancel();
  } catch (error) {
    throw new WireError("EndpointUnreachable", `${endpoint}: ${(error as Error).message}`, 503);
  }
  if (status >= 300) throw new WireError("EndpointFailed", `${endpoint} answered ${status}`, 502);
}

function sqsInput(notification: Notification, queueArn: string, MessageBody: string, raw: boolean) {
  const [, , , , account, name] = queueArn.split(":");
  const { groupId, deduplicationId, attributes } = notification;
  return {
    // Only the path of a queue's URL counts.
    QueueUrl: `/${account}/${name}`,
    MessageBody,
    ...(raw ? { MessageAttributes: sqsAttributes(attributes) } : {}),
    ...(groupId !== null && { MessageGroupId: groupId }),
    ...(deduplicationId !== null && name?.endsWith(".fifo") && { MessageDeduplicationId: deduplicationId }),
  };
}

function sqsAttributes(attributes: Readonly<Record<string, NotificationAttribute>>) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { type, value }]) => [
      name,
      type.startsWith("Binary")
        ? { DataType: type, BinaryValue: Buffer.from(value, "base64") }
        : { DataType: type, StringValue: value },
    ]),
  );
}

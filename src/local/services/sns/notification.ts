import type { MessageAttributeValue } from "@aws-sdk/client-sns";

/** A published message, as it is kept on its way. */
export interface Notification {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subject: string | null;
  /** By protocol, with `default` for the others. */
  readonly messages: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, NotificationAttribute>>;
  /** ISO 8601 */
  readonly timestamp: string;
  readonly groupId: string | null;
  readonly deduplicationId: string | null;
}

export interface NotificationAttribute {
  readonly type: string;
  /** Binary in base64. */
  readonly value: string;
}

export function attributesOf(
  given: Readonly<Record<string, MessageAttributeValue>>,
): Record<string, NotificationAttribute> {
  return Object.fromEntries(
    Object.entries(given).map(([name, { DataType = "String", StringValue, BinaryValue }]) => [
      name,
      { type: DataType, value: StringValue ?? Buffer.from(BinaryValue ?? []).toString("base64") },
    ]),
  );
}

export function textFor({ messages }: Notification, protocol: string): string {
  return messages[protocol] ?? messages["default"] ?? "";
}

/**
 * The envelope that queues and HTTP endpoints get.
 * https://docs.aws.amazon.com/sns/latest/dg/http-notification-json.html
 *
 * @param unsubscribe address that ends the subscription
 */
export function envelope(notification: Notification, protocol: string, unsubscribe: string) {
  const attributes = Object.entries(notification.attributes);
  return {
    Type: "Notification",
    MessageId: notification.messageId,
    TopicArn: notification.topicArn,
    ...(notification.subject === null ? {} : { Subject: notification.subject }),
    Message: textFor(notification, protocol),
    Timestamp: notification.timestamp,
    SignatureVersion: "1",
    // Nobody but this machine sees it, and there is no certificate of Amazon's to sign with.
    Signature: "EXAMPLE",
    SigningCertURL: "EXAMPLE",
    UnsubscribeURL: unsubscribe,
    ...(attributes.length === 0
      ? {}
      : {
          MessageAttributes: Object.fromEntries(
            attributes.map(([name, { type, value }]) => [name, { Type: type, Value: value }]),
          ),
        }),
  };
}

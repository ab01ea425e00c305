import type { Caller, ServiceContext } from "../../../kernel/service.ts";
import { notSupportedHere } from "../../../kernel/wire-error.ts";
import { queueUrl } from "../as-lambda.ts";
import { validation } from "../errors.ts";

/** @throws WireError where Lambda cannot send there */
export function checkDestination(arn: string): void {
  if (/^arn:aws:s3:/.test(arn)) throw notSupportedHere("S3 buckets as destinations of Lambda functions");
  if (/^arn:aws:(sqs|sns|lambda|events):[a-z0-9-]+:\d{12}:.+$/.test(arn)) return;
  throw validation(
    `Value '${arn}' at 'destination' failed to satisfy constraint: an ARN of a queue, topic, bus or function`,
  );
}

/**
 * Sends a record to a queue, a topic, an event bus or a function, as the function's role: it needs the permission.
 *
 * @param detailType for event buses
 */
export async function sendTo(
  arn: string,
  record: object,
  detailType: string,
  role: Caller,
  context: ServiceContext,
  attributes: Readonly<Record<string, string>> = {},
): Promise<void> {
  const text = JSON.stringify(record);
  const [, , service, , , ...rest] = arn.split(":");
  const name = rest.join(":");
  switch (service) {
    case "sqs": {
      const QueueUrl = await queueUrl(arn, context);
      const MessageAttributes = messageAttributes(attributes);
      await context.call("sqs", "SendMessage", { QueueUrl, MessageBody: text, MessageAttributes }, role);
      return;
    }
    case "sns":
      await context.call(
        "sns",
        "Publish",
        { TopicArn: arn, Message: text, MessageAttributes: messageAttributes(attributes) },
        role,
      );
      return;
    case "lambda":
      await context.call(
        "lambda",
        "Invoke",
        { FunctionName: arn, InvocationType: "Event", Payload: Buffer.from(text) },
        role,
      );
      return;
    case "events": {
      const EventBusName = name.replace(/^event-bus\//, "");
      const entry = { EventBusName, Source: "lambda", DetailType: detailType, Detail: text };
      await context.call("eventbridge", "PutEvents", { Entries: [entry] }, role);
      return;
    }
    default:
      throw notSupportedHere(`the destination ${arn}`);
  }
}

function messageAttributes(attributes: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
  );
}

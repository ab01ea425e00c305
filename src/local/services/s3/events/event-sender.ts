import { asService } from "../../../kernel/callers.ts";
import { deliveries } from "../../../kernel/deliveries.ts";
import type { ServiceContext } from "../../../kernel/service.ts";
import type { Bucket } from "../buckets/bucket.ts";
import { bucketArn } from "../names.ts";
import { eventBridgeEntry, notificationMessage, type ObjectEvent } from "./event-messages.ts";
import { type Destination, destinationsOf } from "./notification-rules.ts";

export type { ObjectEvent };

export interface EventSender {
  /** Keeps an event for everybody the bucket tells; stands inside the transaction of what happened. */
  send(bucket: Bucket, event: ObjectEvent): void;
  start(): void;
  stop(): Promise<void>;
}

interface Message {
  readonly bucket: string;
  readonly destination: Destination;
  /** JSON. */
  readonly body: string;
}

/** S3 tries for about a day. */
const limits = { maximumRetries: 50, maximumAgeSeconds: 24 * 60 * 60 };

/** Tells EventBridge, Lambda, SQS and SNS what happens to objects: at least once, also over a restart. */
export function eventSender(context: ServiceContext): EventSender {
  const queue = deliveries<Message>("s3.events", context, {
    attempt: (message) => deliver(message, context),
    async giveUp({ bucket, destination }, error) {
      const to = destination.kind === "eventbridge" ? "EventBridge" : destination.arn;
      context.log(`s3: an event of ${bucket} did not reach ${to}: ${error.code}: ${error.message}`);
    },
  });
  return {
    send(bucket, event) {
      const around = {
        region: context.region,
        accountId: context.accountId,
        now: context.clock.now(),
        isVersioned: bucket.versioning !== null,
      };
      for (const destination of destinationsOf(bucket, event.name, event.key)) {
        const body =
          destination.kind === "eventbridge"
            ? eventBridgeEntry(event, around)
            : notificationMessage(event, destination.configurationId, around);
        queue.add({ bucket: bucket.name, destination, body: JSON.stringify(body) }, limits);
      }
    },
    start: queue.start,
    stop: queue.stop,
  };
}

async function deliver({ bucket, destination, body }: Message, context: ServiceContext): Promise<void> {
  const caller = asService("s3.amazonaws.com", bucketArn(bucket), context);
  switch (destination.kind) {
    case "eventbridge": {
      const entry = JSON.parse(body) as { Time: string };
      const Entries = [{ ...entry, Time: new Date(entry.Time) }];
      await context.call("eventbridge", "PutEvents", { Entries }, caller);
      return;
    }
    case "lambda":
      await context.call(
        "lambda",
        "Invoke",
        { FunctionName: destination.arn, InvocationType: "Event", Payload: Buffer.from(body) },
        caller,
      );
      return;
    case "sqs": {
      const [, , , , account = "", name = ""] = destination.arn.split(":");
      const QueueUrl = `${context.baseUrl()}/${account}/${name}`;
      await context.call("sqs", "SendMessage", { QueueUrl, MessageBody: body }, caller);
      return;
    }
    case "sns":
      await context.call(
        "sns",
        "Publish",
        { TopicArn: destination.arn, Message: body, Subject: "Amazon S3 Notification" },
        caller,
      );
  }
}

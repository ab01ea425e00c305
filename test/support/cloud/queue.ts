import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";

/** A queue that a test looks into to see what a service has delivered. */
export interface ListeningQueue {
  readonly url: string;
  readonly arn: string;
  /** Waits for as many messages and takes them; fewer where no more came within the seconds. */
  take(count?: number, seconds?: number): Promise<{ body: string; attributes: Record<string, string> }[]>;
  remove(): Promise<void>;
}

/**
 * @param principal a service that may send to the queue: `events.amazonaws.com`
 */
export async function listeningQueue(
  sqs: SQSClient,
  name: string,
  principal: string | null,
): Promise<ListeningQueue> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }),
  );
  const arn = Attributes?.QueueArn ?? "";
  if (principal !== null) {
    const Statement = [
      { Effect: "Allow", Principal: { Service: principal }, Action: "sqs:SendMessage", Resource: arn },
    ];
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  }
  return {
    url: QueueUrl ?? "",
    arn,
    async take(count = 1, seconds = 10) {
      const taken: { body: string; attributes: Record<string, string> }[] = [];
      const end = Date.now() + seconds * 1000;
      while (taken.length < count && Date.now() < end) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: Math.min(10, count - taken.length),
            WaitTimeSeconds: Math.max(0, Math.min(20, Math.ceil((end - Date.now()) / 1000))),
            VisibilityTimeout: 600,
            MessageAttributeNames: ["All"],
          }),
        );
        for (const { Body = "", MessageAttributes = {} } of Messages) {
          const attributes = Object.entries(MessageAttributes).map(([key, value]) => [
            key,
            value.StringValue,
          ]);
          taken.push({ body: Body, attributes: Object.fromEntries(attributes) });
        }
      }
      return taken;
    },
    remove: async () => {
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}

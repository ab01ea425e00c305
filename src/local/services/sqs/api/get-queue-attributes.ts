import type { GetQueueAttributesRequest, GetQueueAttributesResult } from "@aws-sdk/client-sqs";
import type { Operation } from "../../../kernel/service.ts";
import { unknownAttribute } from "../errors.ts";
import type { Queues } from "../queues.ts";
import type { Queue } from "../state.ts";

const optional = [
  "ContentBasedDeduplication",
  "DeduplicationScope",
  "FifoQueue",
  "FifoThroughputLimit",
  "KmsDataKeyReusePeriodSeconds",
  "KmsMasterKeyId",
  "Policy",
  "RedriveAllowPolicy",
  "RedrivePolicy",
];

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export const getQueueAttributes = (
  queues: Queues,
): Operation<GetQueueAttributesRequest, GetQueueAttributesResult> => ({
  access: ({ QueueUrl }) => queues.access("sqs:GetQueueAttributes", QueueUrl),

  handle({ QueueUrl, AttributeNames = [] }) {
    const all = everything(queues, queues.find(QueueUrl));
    const wanted: readonly string[] = AttributeNames;
    const unknown = wanted.find((name) => name !== "All" && !(name in all) && !optional.includes(name));
    if (unknown !== undefined) throw unknownAttribute(unknown);
    if (wanted.includes("All")) return { Attributes: all };
    const found = Object.entries(all).filter(([name]) => wanted.includes(name));
    return found.length === 0 ? {} : { Attributes: Object.fromEntries(found) };
  },
});

function everything(queues: Queues, queue: Queue): Record<string, string> {
  const { visible, inFlight, delayed } = queues.state.messages.counts(queue.name, queues.context.clock.now());
  return {
    ...queue.attributes,
    QueueArn: queues.arn(queue.name),
    CreatedTimestamp: seconds(queue.createdAt),
    LastModifiedTimestamp: seconds(queue.modifiedAt),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  };
}

function seconds(milliseconds: number): string {
  return String(Math.floor(milliseconds / 1000));
}

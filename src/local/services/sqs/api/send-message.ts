import type {
  SendMessageBatchRequest,
  SendMessageBatchResult,
  SendMessageBatchResultEntry,
  SendMessageRequest,
  SendMessageResult,
} from "@aws-sdk/client-sqs";
import type { Operation } from "../../../kernel/service.ts";
import { eachEntry } from "../batch.ts";
import { batchTooLong } from "../errors.ts";
import type { Queues } from "../queues.ts";
import { send } from "../send.ts";

const largestBatch = 1_048_576;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
export const sendMessage = (queues: Queues): Operation<SendMessageRequest, SendMessageResult> => ({
  access: ({ QueueUrl }) => queues.access("sqs:SendMessage", QueueUrl),
  handle: (input, call) => {
    const queue = queues.find(input.QueueUrl);
    const result = send(queues, queue, input, call);
    queues.metrics.count(queue.name, "NumberOfMessagesSent", 1);
    return result;
  },
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
export const sendMessageBatch = (
  queues: Queues,
): Operation<SendMessageBatchRequest, SendMessageBatchResult> => ({
  access: ({ QueueUrl }) => queues.access("sqs:SendMessage", QueueUrl),

  handle({ QueueUrl, Entries }, call) {
    const queue = queues.find(QueueUrl);
    const size = (Entries ?? []).reduce(
      (sum, { MessageBody = "" }) => sum + Buffer.byteLength(MessageBody),
      0,
    );
    if (size > largestBatch) throw batchTooLong(largestBatch, size);
    const result = queues.context.store.transaction(() =>
      eachEntry(Entries, "SendMessageBatchRequestEntry", (entry) => send(queues, queue, entry, call)),
    );
    queues.metrics.count(queue.name, "NumberOfMessagesSent", result.Successful.length);
    return { ...result, Successful: result.Successful as SendMessageBatchResultEntry[] };
  },
});

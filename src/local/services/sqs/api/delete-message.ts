import type {
  DeleteMessageBatchRequest,
  DeleteMessageBatchResult,
  DeleteMessageRequest,
} from "@aws-sdk/client-sqs";
import type { Operation } from "../../../kernel/service.ts";
import { eachEntry } from "../batch.ts";
import type { Queues } from "../queues.ts";
import { readHandle } from "../receive.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessage.html */
export const deleteMessage = (queues: Queues): Operation<DeleteMessageRequest> => ({
  access: ({ QueueUrl }) => queues.access("sqs:DeleteMessage", QueueUrl),

  handle({ QueueUrl, ReceiptHandle = "" }) {
    remove(queues, queues.find(QueueUrl).name, ReceiptHandle);
    return {};
  },
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
export const deleteMessageBatch = (
  queues: Queues,
): Operation<DeleteMessageBatchRequest, DeleteMessageBatchResult> => ({
  access: ({ QueueUrl }) => queues.access("sqs:DeleteMessage", QueueUrl),

  handle({ QueueUrl, Entries }) {
    const { name } = queues.find(QueueUrl);
    return queues.context.store.transaction(() =>
      eachEntry(Entries, "DeleteMessageBatchRequestEntry", ({ ReceiptHandle = "" }) => {
        remove(queues, name, ReceiptHandle);
        return {};
      }),
    );
  },
});

/** Deleting what is gone already is no error. */
function remove(queues: Queues, queue: string, handle: string): void {
  const { position, messageId } = readHandle(handle);
  if (!queues.state.messages.remove(queue, position, messageId)) return;
  queues.metrics.count(queue, "NumberOfMessagesDeleted", 1);
  // The next message of its group may have waited for this one.
  queues.waiting.wake(queue);
}

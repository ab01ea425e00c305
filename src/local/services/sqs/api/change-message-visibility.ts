import type {
  ChangeMessageVisibilityBatchRequest,
  ChangeMessageVisibilityBatchResult,
  ChangeMessageVisibilityRequest,
} from "@aws-sdk/client-sqs";
import type { Operation } from "../../../kernel/service.ts";
import { eachEntry } from "../batch.ts";
import { invalidParameter, messageGone } from "../errors.ts";
import type { Queues } from "../queues.ts";
import { readHandle } from "../receive.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html */
export const changeMessageVisibility = (queues: Queues): Operation<ChangeMessageVisibilityRequest> => ({
  access: ({ QueueUrl }) => queues.access("sqs:ChangeMessageVisibility", QueueUrl),

  handle({ QueueUrl, ReceiptHandle = "", VisibilityTimeout = 0 }) {
    change(queues, queues.find(QueueUrl).name, ReceiptHandle, VisibilityTimeout);
    return {};
  },
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html */
export const changeMessageVisibilityBatch = (
  queues: Queues,
): Operation<ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResult> => ({
  access: ({ QueueUrl }) => queues.access("sqs:ChangeMessageVisibility", QueueUrl),

  handle({ QueueUrl, Entries }) {
    const { name } = queues.find(QueueUrl);
    return eachEntry(
      Entries,
      "ChangeMessageVisibilityBatchRequestEntry",
      ({ ReceiptHandle = "", VisibilityTimeout = 0 }) => {
        change(queues, name, ReceiptHandle, VisibilityTimeout);
        return {};
      },
    );
  },
});

function change(queues: Queues, queue: string, handle: string, seconds: number): void {
  if (seconds < 0 || seconds > 43_200)
    throw invalidParameter(
      `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be an integer between 0 and 43200`,
    );
  const { position, messageId } = readHandle(handle);
  const now = queues.context.clock.now();
  const message = queues.state.messages.find(queue, position, messageId);
  if (message === null || message.visibleAt <= now) throw messageGone(handle);
  queues.state.messages.setVisibleAt(position, now + seconds * 1000);
  if (seconds === 0) queues.waiting.wake(queue);
}

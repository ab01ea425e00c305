import type { DeleteQueueRequest } from "@aws-sdk/client-sqs";
import type { Operation } from "../../../kernel/service.ts";
import type { Queues } from "../queues.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html */
export const deleteQueue = (queues: Queues): Operation<DeleteQueueRequest> => ({
  access: ({ QueueUrl }) => queues.access("sqs:DeleteQueue", QueueUrl),

  handle({ QueueUrl }) {
    const { name } = queues.find(QueueUrl);
    const { state, context } = queues;
    context.store.transaction(() => {
      state.queues.delete(name);
      state.messages.removeAll(name);
    });
    queues.waiting.wake(name);
    return {};
  },
});

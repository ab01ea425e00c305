import type { PurgeQueueRequest } from "@aws-sdk/client-sqs";
import type { Operation } from "../../../kernel/service.ts";
import type { Queues } from "../queues.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_PurgeQueue.html */
export const purgeQueue = (queues: Queues): Operation<PurgeQueueRequest> => ({
  access: ({ QueueUrl }) => queues.access("sqs:PurgeQueue", QueueUrl),

  handle({ QueueUrl }) {
    const { name } = queues.find(QueueUrl);
    queues.context.store.transaction(() => queues.state.messages.removeAll(name));
    return {};
  },
});

import { poller } from "../../kernel/poller.ts";
import type { Service, ServiceContext } from "../../kernel/service.ts";
import type { ServiceModel } from "../../protocols/model.ts";
import { changeMessageVisibility, changeMessageVisibilityBatch } from "./api/change-message-visibility.ts";
import { createQueue } from "./api/create-queue.ts";
import { deleteMessage, deleteMessageBatch } from "./api/delete-message.ts";
import { deleteQueue } from "./api/delete-queue.ts";
import { getQueueAttributes } from "./api/get-queue-attributes.ts";
import { getQueueUrl, listDeadLetterSourceQueues, listQueues } from "./api/list-queues.ts";
import { purgeQueue } from "./api/purge-queue.ts";
import { receiveMessage } from "./api/receive-message.ts";
import { sendMessage, sendMessageBatch } from "./api/send-message.ts";
import { setQueueAttributes } from "./api/set-queue-attributes.ts";
import { listQueueTags, tagQueue, untagQueue } from "./api/tags.ts";
import model from "./model.gen.json" with { type: "json" };
import { openQueues } from "./queues.ts";
import { sqsQueue } from "./resources/sqs-queue.ts";
import { sqsQueuePolicy } from "./resources/sqs-queue-policy.ts";
import { sqsState } from "./state.ts";
import { sweep } from "./sweep.ts";

/** SQS: queues, standard and FIFO. */
export function sqs(context: ServiceContext): Service {
  const queues = openQueues(sqsState(context.store), context);
  const rounds = poller(
    1000,
    async () => {
      sweep(queues);
      await queues.metrics.publish();
    },
    (error) => context.log(`sqs: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  );
  return {
    name: "sqs",
    models: [model as ServiceModel],
    operations: {
      ChangeMessageVisibility: changeMessageVisibility(queues),
      ChangeMessageVisibilityBatch: changeMessageVisibilityBatch(queues),
      CreateQueue: createQueue(queues),
      DeleteMessage: deleteMessage(queues),
      DeleteMessageBatch: deleteMessageBatch(queues),
      DeleteQueue: deleteQueue(queues),
      GetQueueAttributes: getQueueAttributes(queues),
      GetQueueUrl: getQueueUrl(queues),
      ListDeadLetterSourceQueues: listDeadLetterSourceQueues(queues),
      ListQueueTags: listQueueTags(queues),
      ListQueues: listQueues(queues),
      PurgeQueue: purgeQueue(queues),
      ReceiveMessage: receiveMessage(queues),
      SendMessage: sendMessage(queues),
      SendMessageBatch: sendMessageBatch(queues),
      SetQueueAttributes: setQueueAttributes(queues),
      TagQueue: tagQueue(queues),
      UntagQueue: untagQueue(queues),
    },
    resources: { [sqsQueue.type]: sqsQueue, [sqsQueuePolicy.type]: sqsQueuePolicy },
    start: () => rounds.start(),
    async stop() {
      queues.waiting.close();
      await rounds.stop();
    },
  };
}

import type {
  ListQueueTagsRequest,
  ListQueueTagsResult,
  TagQueueRequest,
  UntagQueueRequest,
} from "@aws-sdk/client-sqs";
import type { Operation } from "../../../kernel/service.ts";
import type { Queues } from "../queues.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_TagQueue.html */
export const tagQueue = (queues: Queues): Operation<TagQueueRequest> => ({
  access: ({ QueueUrl }) => queues.access("sqs:TagQueue", QueueUrl),

  handle({ QueueUrl, Tags = {} }) {
    const queue = queues.find(QueueUrl);
    queues.state.queues.put(queue.name, { ...queue, tags: { ...queue.tags, ...Tags } });
    return {};
  },
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_UntagQueue.html */
export const untagQueue = (queues: Queues): Operation<UntagQueueRequest> => ({
  access: ({ QueueUrl }) => queues.access("sqs:UntagQueue", QueueUrl),

  handle({ QueueUrl, TagKeys = [] }) {
    const queue = queues.find(QueueUrl);
    const kept = Object.entries(queue.tags).filter(([key]) => !TagKeys.includes(key));
    queues.state.queues.put(queue.name, { ...queue, tags: Object.fromEntries(kept) });
    return {};
  },
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueueTags.html */
export const listQueueTags = (queues: Queues): Operation<ListQueueTagsRequest, ListQueueTagsResult> => ({
  access: ({ QueueUrl }) => queues.access("sqs:ListQueueTags", QueueUrl),

  handle({ QueueUrl }) {
    const { tags } = queues.find(QueueUrl);
    return Object.keys(tags).length === 0 ? {} : { Tags: tags };
  },
});

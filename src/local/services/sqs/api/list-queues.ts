import type {
  GetQueueUrlRequest,
  GetQueueUrlResult,
  ListDeadLetterSourceQueuesRequest,
  ListDeadLetterSourceQueuesResult,
  ListQueuesRequest,
  ListQueuesResult,
} from "@aws-sdk/client-sqs";
import type { Operation } from "../../../kernel/service.ts";
import { redriveOf } from "../attributes.ts";
import { queueDoesNotExist } from "../errors.ts";
import type { Queues } from "../queues.ts";

const most = 1000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html */
export const getQueueUrl = (queues: Queues): Operation<GetQueueUrlRequest, GetQueueUrlResult> => ({
  access: ({ QueueName = "" }) => [
    {
      action: "sqs:GetQueueUrl",
      resource: queues.arn(QueueName),
      resourcePolicy: queues.state.queues.get(QueueName)?.attributes["Policy"] ?? null,
    },
  ],

  handle({ QueueName = "", QueueOwnerAWSAccountId = queues.context.accountId }, call) {
    const found = queues.state.queues.get(QueueName);
    if (found === undefined || QueueOwnerAWSAccountId !== queues.context.accountId) throw queueDoesNotExist();
    return { QueueUrl: queues.url(QueueName, call) };
  },
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export const listQueues = (queues: Queues): Operation<ListQueuesRequest, ListQueuesResult> => ({
  access: () => [{ action: "sqs:ListQueues", resource: "*" }],

  handle({ QueueNamePrefix: prefix = "", NextToken: after = "", MaxResults }, call) {
    const limit = MaxResults ?? most;
    const found = queues.state.queues.list({ prefix, after, limit: limit + 1 });
    const page = found.slice(0, limit);
    return {
      QueueUrls: page.length === 0 ? undefined : page.map(({ key }) => queues.url(key, call)),
      // Without MaxResults, AWS answers the first thousand and no token.
      NextToken: MaxResults !== undefined && found.length > limit ? page.at(-1)?.key : undefined,
    };
  },
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListDeadLetterSourceQueues.html */
export const listDeadLetterSourceQueues = (
  queues: Queues,
): Operation<ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResult> => ({
  access: ({ QueueUrl }) => queues.access("sqs:ListDeadLetterSourceQueues", QueueUrl),

  handle({ QueueUrl, NextToken: after = "", MaxResults: limit = most }, call) {
    const arn = queues.arn(queues.find(QueueUrl).name);
    const sources = queues.state.queues
      .list({ after })
      .filter(({ value }) => redriveOf(value)?.deadLetterTargetArn === arn);
    const page = sources.slice(0, limit);
    return {
      queueUrls: page.map(({ key }) => queues.url(key, call)),
      NextToken: sources.length > limit ? page.at(-1)?.key : undefined,
    };
  },
});

import type { CreateQueueRequest, CreateQueueResult } from "@aws-sdk/client-sqs";
import type { Operation } from "../../../kernel/service.ts";
import { defaultAttributes, withAttributes } from "../attributes.ts";
import { invalidParameter, queueNameExists } from "../errors.ts";
import type { Queues } from "../queues.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export const createQueue = (queues: Queues): Operation<CreateQueueRequest, CreateQueueResult> => ({
  access: ({ QueueName = "" }) => [{ action: "sqs:CreateQueue", resource: queues.arn(QueueName) }],

  handle({ QueueName: name = "", Attributes: given = {}, tags = {} }, call) {
    const fifo = name.endsWith(".fifo");
    if (!/^[A-Za-z0-9_-]{1,75}\.fifo$|^[A-Za-z0-9_-]{1,80}$/.test(name))
      throw invalidParameter(
        "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
      );
    if (fifo !== (given["FifoQueue"] === "true"))
      throw invalidParameter(
        fifo
          ? "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
          : "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.",
      );
    const { state, context } = queues;
    const attributes = withAttributes(defaultAttributes(fifo), given, queues.arn(name), state);
    const existing = state.queues.get(name);
    if (existing !== undefined) {
      const different = Object.keys(given).find((key) => existing.attributes[key] !== attributes[key]);
      if (different !== undefined) throw queueNameExists(different);
      return { QueueUrl: queues.url(name, call) };
    }
    const now = context.clock.now();
    state.queues.put(name, { name, attributes, tags, createdAt: now, modifiedAt: now });
    return { QueueUrl: queues.url(name, call) };
  },
});

import type { SetQueueAttributesRequest } from "@aws-sdk/client-sqs";
import type { Operation } from "../../../kernel/service.ts";
import { withAttributes } from "../attributes.ts";
import { invalidAttributeValue } from "../errors.ts";
import type { Queues } from "../queues.ts";

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
export const setQueueAttributes = (queues: Queues): Operation<SetQueueAttributesRequest> => ({
  access: ({ QueueUrl }) => queues.access("sqs:SetQueueAttributes", QueueUrl),

  handle({ QueueUrl, Attributes: given = {} }) {
    const queue = queues.find(QueueUrl);
    if (given["FifoQueue"] !== undefined && given["FifoQueue"] !== queue.attributes["FifoQueue"])
      throw invalidAttributeValue("FifoQueue");
    const attributes = withAttributes(queue.attributes, given, queues.arn(queue.name), queues.state);
    queues.state.queues.put(queue.name, { ...queue, attributes, modifiedAt: queues.context.clock.now() });
    return {};
  },
});

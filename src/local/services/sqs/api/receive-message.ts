import type { Socket } from "node:net";
import type { Message, ReceiveMessageRequest, ReceiveMessageResult } from "@aws-sdk/client-sqs";
import type { Call, Operation } from "../../../kernel/service.ts";
import { invalidParameter } from "../errors.ts";
import type { Queues } from "../queues.ts";
import { receiveNow } from "../receive.ts";
import { numberIn } from "../state.ts";

/** The longest that a waiting receiver does not look at the clock, in milliseconds. */
const longestSleep = 1000;

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
export const receiveMessage = (queues: Queues): Operation<ReceiveMessageRequest, ReceiveMessageResult> => ({
  access: ({ QueueUrl }) => queues.access("sqs:ReceiveMessage", QueueUrl),

  async handle(input, call) {
    within("MaxNumberOfMessages", input.MaxNumberOfMessages, 1, 10);
    within("WaitTimeSeconds", input.WaitTimeSeconds, 0, 20);
    within("VisibilityTimeout", input.VisibilityTimeout, 0, 43_200);
    const { context, waiting, state } = queues;
    const seconds =
      input.WaitTimeSeconds ?? numberIn(queues.find(input.QueueUrl), "ReceiveMessageWaitTimeSeconds");
    const deadline = context.clock.now() + seconds * 1000;
    let messages: Message[] = [];
    for (;;) {
      const queue = queues.find(input.QueueUrl);
      messages = receiveNow(queues, queue, input);
      const now = context.clock.now();
      if (messages.length > 0 || now >= deadline || waiting.closed()) break;
      const due = state.messages.nextVisibleAt(queue.name, now) ?? deadline;
      await waiting.wait(queue.name, Math.max(1, Math.min(due - now, deadline - now, longestSleep)));
      // A message handed to somebody who has hung up would be invisible to everybody for its timeout.
      if (hasHungUp(call)) break;
    }
    if (messages.length === 0) return {};
    queues.metrics.count(queues.find(input.QueueUrl).name, "NumberOfMessagesReceived", messages.length);
    return { Messages: messages };
  },
});

function within(name: string, value: number | undefined, low: number, high: number): void {
  if (value === undefined || (value >= low && value <= high && Number.isInteger(value))) return;
  const reason = `Must be between ${low} and ${high}, if provided.`;
  throw invalidParameter(
    `Value ${value} for parameter ${name} is invalid. Reason: ${name === "WaitTimeSeconds" ? `Must be >= ${low} and <= ${high}, if provided.` : reason}`,
  );
}

function hasHungUp(call: Call): boolean {
  const socket = (call.request?.stream as { socket?: Socket } | undefined)?.socket;
  return socket?.destroyed === true;
}

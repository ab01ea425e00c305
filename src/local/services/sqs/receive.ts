import type { Message, ReceiveMessageRequest } from "@aws-sdk/client-sqs";
import { redriveOf } from "./attributes.ts";
import { invalidReceiptHandle } from "./errors.ts";
import { md5, md5OfAttributes, readAttributes } from "./message-attributes.ts";
import type { StoredMessage } from "./messages.ts";
import { nameInArn, type Queues } from "./queues.ts";
import { sequenceNumber } from "./send.ts";
import { numberIn, type Queue } from "./state.ts";

/**
 * Hands out what is there, without waiting. Messages that were received too often go to the dead-letter queue instead.
 */
export function receiveNow(queues: Queues, queue: Queue, input: ReceiveMessageRequest): Message[] {
  const { state, context } = queues;
  const now = context.clock.now();
  const visibleAt = now + 1000 * (input.VisibilityTimeout ?? numberIn(queue, "VisibilityTimeout"));
  const oldest = now - 1000 * numberIn(queue, "MessageRetentionPeriod");
  const limit = input.MaxNumberOfMessages ?? 1;
  const redrive = redriveOf(queue);
  const moved = new Set<string>();
  const taken = context.store.transaction(() => {
    const result: StoredMessage[] = [];
    while (result.length < limit) {
      // Taken messages are invisible from here on, except for those that ask for no timeout.
      const known = new Set(result.map(({ position }) => position));
      const found = state.messages
        .receivable(queue.name, now, oldest, limit)
        .filter(({ position }) => !known.has(position));
      if (found.length === 0) break;
      for (const message of found.slice(0, limit - result.length)) {
        const target = redrive && deadLetterQueue(queues, message, redrive);
        if (target) {
          state.messages.moveTo(target, message.position, queues.arn(queue.name), now);
          moved.add(target);
          continue;
        }
        state.messages.take(message.position, visibleAt, now);
        const firstReceivedAt = message.firstReceivedAt ?? now;
        result.push({ ...message, receiveCount: message.receiveCount + 1, firstReceivedAt });
      }
      if (redrive === null) break;
    }
    return result;
  });
  for (const target of moved) queues.waiting.wake(target);
  return taken.map((message) => present(message, input, queues));
}

function deadLetterQueue(
  queues: Queues,
  message: StoredMessage,
  { deadLetterTargetArn, maxReceiveCount }: { deadLetterTargetArn: string; maxReceiveCount: number },
): string | null {
  if (message.receiveCount < maxReceiveCount) return null;
  const name = nameInArn(deadLetterTargetArn);
  return queues.state.queues.get(name) === undefined ? null : name;
}

function present(message: StoredMessage, input: ReceiveMessageRequest, { context }: Queues): Message {
  const attributes = readAttributes(message.attributes, input.MessageAttributeNames ?? []);
  const system = systemAttributes(message, [
    ...(input.AttributeNames ?? []),
    ...(input.MessageSystemAttributeNames ?? []),
  ]);
  return {
    MessageId: message.messageId,
    ReceiptHandle: writeHandle(message, context.ids.hex(16)),
    MD5OfBody: md5(message.body),
    Body: message.body,
    Attributes: Object.keys(system).length === 0 ? undefined : system,
    MD5OfMessageAttributes: md5OfAttributes(attributes),
    MessageAttributes: Object.keys(attributes).length === 0 ? undefined : attributes,
  };
}

function systemAttributes(message: StoredMessage, names: readonly string[]): Record<string, string> {
  const { orderedGroup } = message as StoredMessage & { orderedGroup: string | null };
  const all: Record<string, string | null> = {
    SenderId: message.sender,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    SequenceNumber: orderedGroup === null ? null : sequenceNumber(message.position),
    MessageDeduplicationId: message.deduplicationId,
    MessageGroupId: message.groupId,
    AWSTraceHeader: message.traceHeader,
    DeadLetterQueueSourceArn: message.deadLetterSource,
  };
  const wanted = Object.entries(all).filter(
    (entry): entry is [string, string] =>
      entry[1] !== null && (names.includes("All") || names.includes(entry[0])),
  );
  return Object.fromEntries(wanted);
}

function writeHandle({ position, messageId }: StoredMessage, nonce: string): string {
  return Buffer.from(`${position} ${messageId} ${nonce}`).toString("base64");
}

/**
 * @returns which message a receipt handle means
 * @throws WireError ReceiptHandleIsInvalid
 */
export function readHandle(handle: string): { position: number; messageId: string } {
  const [, position, messageId] =
    /^(\d+) ([0-9a-f-]{36}) [0-9a-f]{16}$/.exec(Buffer.from(handle, "base64").toString("utf8")) ?? [];
  if (position === undefined || messageId === undefined) throw invalidReceiptHandle(handle);
  return { position: Number(position), messageId };
}

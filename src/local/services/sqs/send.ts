import { createHash } from "node:crypto";
import type { SendMessageRequest, SendMessageResult } from "@aws-sdk/client-sqs";
import type { Call } from "../../kernel/service.ts";
import { invalidContents, invalidParameter, missingParameter } from "./errors.ts";
import {
  checkAttributes,
  type MessageAttributes,
  md5,
  md5OfAttributes,
  storeAttributes,
} from "./message-attributes.ts";
import type { Queues } from "./queues.ts";
import { isFifo, numberIn, type Queue } from "./state.ts";

/** Two messages with one deduplication id within five minutes are one. */
const deduplicationWindow = 5 * 60 * 1000;

/** One message, alone or of a batch. */
export type Sending = Omit<SendMessageRequest, "QueueUrl">;

/**
 * Checks and keeps one message, and wakes who waits for it.
 *
 * @throws WireError
 */
export function send(queues: Queues, queue: Queue, sending: Sending, call: Call): SendMessageResult {
  const { state, context } = queues;
  const attributes = (sending.MessageAttributes ?? {}) as MessageAttributes;
  const system = (sending.MessageSystemAttributes ?? {}) as MessageAttributes;
  const body = sending.MessageBody ?? "";
  checkBody(queue, body, checkAttributes(attributes));
  const unknown = Object.keys(system).find((name) => name !== "AWSTraceHeader");
  if (unknown !== undefined) throw invalidParameter(`Message system attribute name '${unknown}' is invalid.`);
  const order = orderOf(queue, sending, body);
  const digests = {
    MD5OfMessageBody: md5(body),
    MD5OfMessageAttributes: md5OfAttributes(attributes),
    MD5OfMessageSystemAttributes: md5OfAttributes(system),
  };
  const now = context.clock.now();
  const result = write();
  queues.waiting.wake(queue.name);
  return { ...digests, ...result };

  function write(): SendMessageResult {
    return context.store.transaction(() => {
      const key = order.deduplicationKey;
      const before = key === null ? null : state.messages.duplicate(queue.name, key, now);
      if (before !== null)
        return { MessageId: before.messageId, SequenceNumber: sequenceNumber(before.position) };
      const messageId = context.ids.uuid();
      const position = state.messages.add({
        queue: queue.name,
        messageId,
        body,
        attributes: storeAttributes(attributes),
        traceHeader: system["AWSTraceHeader"]?.StringValue ?? null,
        sender: call.caller.userId,
        sentAt: now,
        visibleAt: now + 1000 * delayOf(queue, sending),
        groupId: sending.MessageGroupId ?? null,
        ordered: isFifo(queue),
        deduplicationId: order.deduplicationId,
      });
      if (key !== null)
        state.messages.remember(queue.name, key, messageId, position, now + deduplicationWindow);
      return { MessageId: messageId, ...(isFifo(queue) ? { SequenceNumber: sequenceNumber(position) } : {}) };
    });
  }
}

/** FIFO queues number their messages with twenty digits. */
export function sequenceNumber(position: number): string {
  return (18_849_496_460_467_000_000n + BigInt(position)).toString();
}

function checkBody(queue: Queue, body: string, attributesSize: number): void {
  if (body === "") throw missingParameter("MessageBody");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what SQS refuses
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(body)) throw invalidContents();
  const limit = numberIn(queue, "MaximumMessageSize");
  if (Buffer.byteLength(body) + attributesSize > limit)
    throw invalidParameter(
      `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
    );
}

function delayOf(queue: Queue, { DelaySeconds }: Sending): number {
  if (DelaySeconds === undefined) return numberIn(queue, "DelaySeconds");
  const refuse = (reason: string) =>
    invalidParameter(`Value ${DelaySeconds} for parameter DelaySeconds is invalid. Reason: ${reason}`);
  if (DelaySeconds !== 0 && isFifo(queue))
    throw refuse("The request include parameter that is not valid for this queue type.");
  if (DelaySeconds < 0 || DelaySeconds > 900) throw refuse("DelaySeconds must be >= 0 and <= 900.");
  return isFifo(queue) ? numberIn(queue, "DelaySeconds") : DelaySeconds;
}

function orderOf(queue: Queue, sending: Sending, body: string) {
  if (!isFifo(queue)) {
    if (sending.MessageDeduplicationId !== undefined)
      throw invalidParameter(
        `Value ${sending.MessageDeduplicationId} for parameter MessageDeduplicationId is invalid. Reason: The request include parameter that is not valid for this queue type.`,
      );
    return { deduplicationId: null, deduplicationKey: null };
  }
  if (sending.MessageGroupId === undefined) throw missingParameter("MessageGroupId");
  const byContent = queue.attributes["ContentBasedDeduplication"] === "true";
  const deduplicationId =
    sending.MessageDeduplicationId ??
    (byContent ? createHash("sha256").update(body).digest("hex") : undefined);
  if (deduplicationId === undefined)
    throw invalidParameter(
      "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  const perGroup = queue.attributes["DeduplicationScope"] === "messageGroup";
  return {
    deduplicationId,
    deduplicationKey: perGroup ? `${sending.MessageGroupId}\n${deduplicationId}` : deduplicationId,
  };
}

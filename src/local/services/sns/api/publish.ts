import { createHash } from "node:crypto";
import type {
  MessageAttributeValue,
  PublishBatchInput,
  PublishBatchResponse,
  PublishInput,
  PublishResponse,
} from "@aws-sdk/client-sns";
import type { Operation } from "../../../kernel/service.ts";
import { notSupportedHere, WireError } from "../../../kernel/wire-error.ts";
import { keep } from "../deliver.ts";
import { emptyBatch, idsNotDistinct, invalidParameter, tooManyEntries } from "../errors.ts";
import { attributesOf } from "../notification.ts";
import type { Sns } from "../sns.ts";
import { isFifo, type Topic } from "../state.ts";

const largest = 262_144;

type Publishing = Omit<PublishInput, "TopicArn" | "TargetArn" | "PhoneNumber">;

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const publish = (sns: Sns): Operation<PublishInput, PublishResponse> => ({
  access: (input, { caller }) =>
    input.PhoneNumber === undefined
      ? sns.names.access("sns:Publish", input.TopicArn ?? input.TargetArn, caller)
      : [{ action: "sns:Publish", resource: "*" }],

  async handle(input) {
    if (input.PhoneNumber !== undefined) {
      const message = { channel: "sms", to: [input.PhoneNumber], text: input.Message };
      await keep(message, sns.names.topicArn("sms"), sns.context);
      return { MessageId: sns.context.ids.uuid() };
    }
    const arn = input.TopicArn ?? input.TargetArn;
    if (arn?.includes(":endpoint/")) throw notSupportedHere("SNS platform endpoints");
    return publishTo(sns, sns.names.topic(arn), input);
  },
});

/** https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html */
export const publishBatch = (sns: Sns): Operation<PublishBatchInput, PublishBatchResponse> => ({
  access: ({ TopicArn }, { caller }) => sns.names.access("sns:Publish", TopicArn, caller),

  handle({ TopicArn, PublishBatchRequestEntries: entries = [] }) {
    const topic = sns.names.topic(TopicArn);
    if (entries.length === 0) throw emptyBatch();
    if (entries.length > 10) throw tooManyEntries();
    if (new Set(entries.map(({ Id }) => Id)).size < entries.length) throw idsNotDistinct();
    const Successful: { Id: string; MessageId: string; SequenceNumber?: string }[] = [];
    const Failed: { Id: string; Code: string; Message: string; SenderFault: boolean }[] = [];
    for (const { Id = "", ...entry } of entries) {
      try {
        Successful.push({ Id, ...publishTo(sns, topic, entry) });
      } catch (error) {
        if (!(error instanceof WireError)) throw error;
        Failed.push({ Id, Code: error.code, Message: error.message, SenderFault: error.status < 500 });
      }
    }
    return { Successful, Failed };
  },
});

function publishTo(
  sns: Sns,
  topic: Topic,
  input: Publishing,
): { MessageId: string; SequenceNumber?: string } {
  const { ids, clock } = sns.context;
  const message = input.Message ?? "";
  if (message === "") throw invalidParameter("Empty message");
  if (Buffer.byteLength(message) > largest) throw invalidParameter("Message too long");
  if (input.Subject !== undefined && !/^[\x20-\x7e]{1,100}$/.test(input.Subject))
    throw invalidParameter("Subject");
  const messageId = ids.uuid();
  sns.publisher.publish({
    messageId,
    topicArn: sns.names.topicArn(topic.name),
    subject: input.Subject ?? null,
    messages: messagesOf(message, input.MessageStructure),
    attributes: attributesOf((input.MessageAttributes ?? {}) as Record<string, MessageAttributeValue>),
    timestamp: new Date(clock.now()).toISOString(),
    ...orderOf(topic, input, message),
  });
  return isFifo(topic)
    ? { MessageId: messageId, SequenceNumber: String(10n ** 19n + BigInt(clock.now())) }
    : { MessageId: messageId };
}

function messagesOf(message: string, structure: string | undefined): Record<string, string> {
  if (structure === undefined) return { default: message };
  if (structure !== "json") throw invalidParameter("MessageStructure");
  try {
    const messages = JSON.parse(message) as Record<string, string>;
    if (typeof messages["default"] === "string") return messages;
  } catch {
    throw invalidParameter("Message Structure - JSON message body failed to parse");
  }
  throw invalidParameter("Message Structure - No default entry in JSON message body");
}

function orderOf(topic: Topic, input: Publishing, message: string) {
  if (!isFifo(topic)) return { groupId: input.MessageGroupId ?? null, deduplicationId: null };
  if (input.MessageGroupId === undefined)
    throw invalidParameter("The MessageGroupId parameter is required for FIFO topics");
  const byContent = topic.attributes["ContentBasedDeduplication"] === "true";
  const deduplicationId =
    input.MessageDeduplicationId ??
    (byContent ? createHash("sha256").update(message).digest("hex") : undefined);
  if (deduplicationId === undefined)
    throw invalidParameter(
      "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  return { groupId: input.MessageGroupId, deduplicationId };
}

import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
  type Message,
  PurgeQueueCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SetQueueAttributesCommand,
  SQSClient,
  TagQueueCommand,
  UntagQueueCommand,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const prefix = `plinth-conformance-${Date.now()}`;
const made: string[] = [];
let sqs: SQSClient;

beforeAll(() => {
  sqs = new SQSClient(settings);
});

afterAll(async () => {
  for (const QueueUrl of made) await sqs.send(new DeleteQueueCommand({ QueueUrl })).catch(() => {});
});

async function queue(name: string, Attributes: Partial<Record<QueueAttributeName, string>> = {}) {
  const { QueueUrl = "" } = await sqs.send(
    new CreateQueueCommand({ QueueName: `${prefix}-${name}`, Attributes }),
  );
  made.push(QueueUrl);
  return QueueUrl;
}

const fifo = (name: string, more: Partial<Record<QueueAttributeName, string>> = {}) =>
  queue(`${name}.fifo`, { FifoQueue: "true", ...more });

const send = (QueueUrl: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));

async function receive(QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}): Promise<Message[]> {
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1, ...more }));
  return Messages ?? [];
}

async function attributes(QueueUrl: string, ...AttributeNames: QueueAttributeName[]) {
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  return Attributes;
}

async function arnOf(QueueUrl: string): Promise<string> {
  return (await attributes(QueueUrl, "QueueArn"))["QueueArn"] ?? "";
}

describe("queues", () => {
  test("are found by name and listed by prefix", async () => {
    const url = await queue("found");
    expect(await sqs.send(new GetQueueUrlCommand({ QueueName: `${prefix}-found` }))).toMatchObject({
      QueueUrl: url,
    });
    const { QueueUrls } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: `${prefix}-found` }));
    expect(QueueUrls).toEqual([url]);
  });

  test("have AWS's defaults", async () => {
    const all = await attributes(await queue("defaults"), "All");
    expect(all).toMatchObject({
      VisibilityTimeout: "30",
      DelaySeconds: "0",
      MessageRetentionPeriod: "345600",
      ReceiveMessageWaitTimeSeconds: "0",
      ApproximateNumberOfMessages: "0",
      SqsManagedSseEnabled: "true",
    });
    expect(all["QueueArn"]).toMatch(/^arn:aws:sqs:[^:]+:\d{12}:plinth-conformance-\d+-defaults$/);
  });

  test("are made again with equal attributes only", async () => {
    const url = await queue("again", { VisibilityTimeout: "10" });
    expect(await queue("again", { VisibilityTimeout: "10" })).toBe(url);
    await expect(queue("again", { VisibilityTimeout: "11" })).rejects.toMatchObject({
      name: "QueueNameExists",
    });
  });

  test("take new attributes", async () => {
    const QueueUrl = await queue("changed");
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: "77" } }));
    expect(await attributes(QueueUrl, "VisibilityTimeout")).toEqual({ VisibilityTimeout: "77" });
  });

  test("carry tags", async () => {
    const QueueUrl = await queue("tagged");
    await sqs.send(new TagQueueCommand({ QueueUrl, Tags: { team: "core", stage: "dev" } }));
    await sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: ["stage"] }));
    expect((await sqs.send(new ListQueueTagsCommand({ QueueUrl }))).Tags).toEqual({ team: "core" });
  });

  test("that are not there are said not to be, with the old code too", async () => {
    const failure = await sqs
      .send(new GetQueueUrlCommand({ QueueName: `${prefix}-none` }))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "QueueDoesNotExist" });
    expect((failure as { Error?: { Code?: string } }).Error?.Code).toBe(
      "AWS.SimpleQueueService.NonExistentQueue",
    );
  });

  test.each<[string, Partial<Record<QueueAttributeName, string>>]>([
    ["a timeout out of range", { VisibilityTimeout: "43201" }],
    ["a delay that is no number", { DelaySeconds: "soon" }],
    ["FIFO settings on a standard queue", { ContentBasedDeduplication: "true" }],
    ["a redrive policy without a queue", { RedrivePolicy: '{"maxReceiveCount":1}' }],
  ])("refuse %s", async (_, given) => {
    await expect(queue("refused", given)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  });
});

describe("messages", () => {
  test("come back with digests, attributes and counts, and go when deleted", async () => {
    const QueueUrl = await queue("round");
    const sent = await send(QueueUrl, "hällo", {
      MessageAttributes: {
        kind: { DataType: "String", StringValue: "greeting" },
        weight: { DataType: "Number", StringValue: "1.5" },
        raw: { DataType: "Binary", BinaryValue: Buffer.of(0, 1, 255) },
      },
    });
    const [message] = await receive(QueueUrl, {
      MessageAttributeNames: ["All"],
      MessageSystemAttributeNames: ["All"],
    });
    expect(message).toMatchObject({
      Body: "hällo",
      MessageId: sent.MessageId,
      MD5OfBody: sent.MD5OfMessageBody,
      MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
      MessageAttributes: { kind: { StringValue: "greeting" }, weight: { DataType: "Number" } },
      Attributes: { ApproximateReceiveCount: "1" },
    });
    expect([...(message?.MessageAttributes?.["raw"]?.BinaryValue ?? [])]).toEqual([0, 1, 255]);
    expect(await attributes(QueueUrl, "ApproximateNumberOfMessagesNotVisible")).toEqual({
      ApproximateNumberOfMessagesNotVisible: "1",
    });
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
    expect(await attributes(QueueUrl, "ApproximateNumberOfMessagesNotVisible")).toEqual({
      ApproximateNumberOfMessagesNotVisible: "0",
    });
  });

  test("the digest of attributes is the documented one", async () => {
    const { MD5OfMessageAttributes } = await send(await queue("digest"), "x", {
      MessageAttributes: { timestamp: { DataType: "Number", StringValue: "1493147359900" } },
    });
    expect(MD5OfMessageAttributes).toBe("235c5c510d26fb653d073faed50ae77c");
  });

  test("are hidden while somebody has them, and come again", async () => {
    const QueueUrl = await queue("hidden", { VisibilityTimeout: "1" });
    await send(QueueUrl, "x");
    expect(await receive(QueueUrl)).toHaveLength(1);
    expect(await receive(QueueUrl, { WaitTimeSeconds: 0 })).toHaveLength(0);
    const [again] = await receive(QueueUrl, {
      WaitTimeSeconds: 5,
      MessageSystemAttributeNames: ["ApproximateReceiveCount"],
    });
    expect(again?.Attributes).toEqual({ ApproximateReceiveCount: "2" });
  });

  test("are given back by a timeout of nothing", async () => {
    const QueueUrl = await queue("back");
    await send(QueueUrl, "x");
    const [message] = await receive(QueueUrl);
    const ReceiptHandle = message?.ReceiptHandle;
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    expect(await receive(QueueUrl)).toHaveLength(1);
  });

  test("wait out their delay", async () => {
    const QueueUrl = await queue("delayed");
    await send(QueueUrl, "later", { DelaySeconds: 1 });
    expect(await attributes(QueueUrl, "ApproximateNumberOfMessagesDelayed")).toEqual({
      ApproximateNumberOfMessagesDelayed: "1",
    });
    expect(await receive(QueueUrl, { WaitTimeSeconds: 0 })).toHaveLength(0);
    expect(await receive(QueueUrl, { WaitTimeSeconds: 5 })).toHaveLength(1);
  });

  test("wake a receiver that waits", async () => {
    const QueueUrl = await queue("waiting");
    const waiting = receive(QueueUrl, { WaitTimeSeconds: 10 });
    const begun = Date.now();
    setTimeout(() => send(QueueUrl, "now"), 300);
    expect((await waiting).map(({ Body }) => Body)).toEqual(["now"]);
    expect(Date.now() - begun).toBeLessThan(5000);
  });

  test("go in and out in batches; what is wrong with one does not hold up the others", async () => {
    const QueueUrl = await queue("batch");
    const { Successful, Failed } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: [
          { Id: "a", MessageBody: "1" },
          { Id: "b", MessageBody: "2", DelaySeconds: 9999 },
          { Id: "c", MessageBody: "3" },
        ],
      }),
    );
    expect(Successful?.map(({ Id }) => Id)).toEqual(["a", "c"]);
    expect(Failed).toMatchObject([{ Id: "b", Code: "InvalidParameterValue", SenderFault: true }]);
    const messages = await receive(QueueUrl, { MaxNumberOfMessages: 10 });
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: `m${index}`, ReceiptHandle }));
    const deleted = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect(deleted.Successful?.length).toBe(messages.length);
  });

  test.each([
    ["EmptyBatchRequest", []],
    [
      "BatchEntryIdsNotDistinct",
      [
        { Id: "a", MessageBody: "1" },
        { Id: "a", MessageBody: "2" },
      ],
    ],
    ["InvalidBatchEntryId", [{ Id: "a b", MessageBody: "1" }]],
    [
      "TooManyEntriesInBatchRequest",
      Array.from({ length: 11 }, (_, index) => ({ Id: `m${index}`, MessageBody: "x" })),
    ],
  ])("a batch fails with %s", async (name, Entries) => {
    const QueueUrl = await queue("bad-batch");
    await expect(sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).rejects.toMatchObject({
      name,
    });
  });

  test("go to the dead-letter queue after too many receives", async () => {
    const dead = await queue("dead");
    const deadLetterTargetArn = await arnOf(dead);
    const source = await queue("source", {
      VisibilityTimeout: "0",
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 }),
    });
    await send(source, "poison");
    for (let round = 0; round < 5; round += 1) await receive(source, { WaitTimeSeconds: 0 });
    const [letter] = await receive(dead, { WaitTimeSeconds: 5, MessageSystemAttributeNames: ["All"] });
    expect(letter).toMatchObject({
      Body: "poison",
      Attributes: { DeadLetterQueueSourceArn: await arnOf(source) },
    });
    const sources = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }));
    expect(sources.queueUrls).toEqual([source]);
  });

  test("are all gone after a purge", async () => {
    const QueueUrl = await queue("purged");
    await send(QueueUrl, "x");
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await receive(QueueUrl, { WaitTimeSeconds: 0 })).toHaveLength(0);
  });

  test("must be characters, and not too many", async () => {
    const QueueUrl = await queue("checked", { MaximumMessageSize: "1024" });
    await expect(send(QueueUrl, "a\u0000b")).rejects.toMatchObject({ name: "InvalidMessageContents" });
    await expect(send(QueueUrl, "x".repeat(1025))).rejects.toThrow("Message must be shorter than 1024 bytes");
  });

  test("a receipt handle must be one", async () => {
    const QueueUrl = await queue("handles");
    await expect(
      sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: "nonsense" })),
    ).rejects.toMatchObject({ name: "ReceiptHandleIsInvalid" });
  });
});

describe("FIFO", () => {
  test("a group stays in order and waits for what is in flight; other groups do not", async () => {
    const QueueUrl = await fifo("order", { ContentBasedDeduplication: "true" });
    for (const [group, body] of [
      ["a", "a1"],
      ["a", "a2"],
      ["b", "b1"],
    ] as const)
      await send(QueueUrl, body, { MessageGroupId: group });
    const [first] = await receive(QueueUrl, { MaxNumberOfMessages: 1 });
    expect(first?.Body).toBe("a1");
    const others = await receive(QueueUrl, { MaxNumberOfMessages: 10 });
    expect(others.map(({ Body }) => Body)).toEqual(["b1"]);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
    expect((await receive(QueueUrl)).map(({ Body }) => Body)).toEqual(["a2"]);
  });

  test("the same deduplication id counts once", async () => {
    const QueueUrl = await fifo("once");
    const more = { MessageGroupId: "g", MessageDeduplicationId: "d" };
    const one = await send(QueueUrl, "one", more);
    const two = await send(QueueUrl, "two", more);
    expect(two).toMatchObject({ MessageId: one.MessageId, SequenceNumber: one.SequenceNumber });
    const received = await receive(QueueUrl, {
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ["All"],
    });
    expect(received).toMatchObject([{ Body: "one", Attributes: { MessageGroupId: "g" } }]);
  });

  test.each<[string, Partial<SendMessageCommandInput>]>([
    ["a group", { MessageDeduplicationId: "d" }],
    ["a deduplication id", { MessageGroupId: "g" }],
  ])("needs %s", async (_, more) => {
    await expect(send(await fifo("needs"), "x", more)).rejects.toMatchObject({
      $metadata: { httpStatusCode: 400 },
    });
  });

  test("its name ends with .fifo", async () => {
    await expect(queue("plain", { FifoQueue: "true" })).rejects.toThrow(".fifo");
  });
});

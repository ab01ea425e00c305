import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../../support/cloud/eventually.ts";
import { scratch } from "./scratch-bucket.ts";

const s3 = scratch();
const name = `plinth-s3-events-${Date.now()}`;
let sqs: SQSClient;
let events: EventBridgeClient;
let queue: { QueueUrl: string; arn: string };
let busQueue: typeof queue;

beforeAll(async () => {
  sqs = new SQSClient(s3.settings);
  events = new EventBridgeClient(s3.settings);
  queue = await makeQueue(`${name}-direct`, "s3.amazonaws.com");
  busQueue = await makeQueue(`${name}-bus`, "events.amazonaws.com");
});
afterAll(async () => {
  for (const { QueueUrl } of [queue, busQueue]) await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  await events.send(new RemoveTargetsCommand({ Rule: name, Ids: ["queue"] }));
  await events.send(new DeleteRuleCommand({ Name: name }));
});

async function makeQueue(QueueName: string, Service: string): Promise<typeof queue> {
  const Policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service }, Action: "sqs:SendMessage", Resource: "*" }],
  });
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes: { Policy } }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }),
  );
  return { QueueUrl, arn: Attributes?.["QueueArn"] ?? "" };
}

/** Messages that have come so far; AWS sends a test event first. */
async function receive(from: typeof queue, count: number): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  await eventually(async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: from.QueueUrl, MaxNumberOfMessages: 10 }),
    );
    for (const { Body = "{}" } of Messages) {
      const message = JSON.parse(Body);
      if (message.Event !== "s3:TestEvent") found.push(message);
    }
    if (found.length < count) throw new Error(`${found.length} of ${count} events`);
  }, 30);
  return found;
}

test("SQS is told of what fits the filter", async () => {
  const Bucket = await s3.bucket("to-sqs");
  await s3.client.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: {
        QueueConfigurations: [
          {
            Id: "images",
            QueueArn: queue.arn,
            Events: ["s3:ObjectCreated:*", "s3:ObjectRemoved:Delete"],
            Filter: {
              Key: {
                FilterRules: [
                  { Name: "prefix", Value: "in/" },
                  { Name: "suffix", Value: ".png" },
                ],
              },
            },
          },
        ],
      },
    }),
  );
  const put = (Key: string) => s3.client.send(new PutObjectCommand({ Bucket, Key, Body: "hello" }));
  await put("out/a.png");
  await put("in/a.txt");
  await put("in/a b.png");
  await s3.client.send(
    new CopyObjectCommand({ Bucket, Key: "in/copy.png", CopySource: `${Bucket}/in/a.txt` }),
  );
  await s3.client.send(new DeleteObjectCommand({ Bucket, Key: "in/a b.png" }));
  const messages = await receive(queue, 3);
  const records = messages.flatMap((message) => message["Records"] as Record<string, unknown>[]);
  expect(records.map((record) => record["eventName"]).sort()).toEqual([
    "ObjectCreated:Copy",
    "ObjectCreated:Put",
    "ObjectRemoved:Delete",
  ]);
  expect(records.find((record) => record["eventName"] === "ObjectCreated:Put")).toMatchObject({
    eventSource: "aws:s3",
    awsRegion: s3.settings.region,
    s3: {
      configurationId: "images",
      bucket: { name: Bucket, arn: `arn:aws:s3:::${Bucket}` },
      object: { key: "in/a+b.png", size: 5, eTag: "5d41402abc4b2a76b9719d911017c592" },
    },
  });
});

test("EventBridge is told of everything, once it is switched on", async () => {
  const Bucket = await s3.bucket("to-events");
  await events.send(
    new PutRuleCommand({
      Name: name,
      EventPattern: JSON.stringify({ source: ["aws.s3"], detail: { bucket: { name: [Bucket] } } }),
    }),
  );
  await events.send(new PutTargetsCommand({ Rule: name, Targets: [{ Id: "queue", Arn: busQueue.arn }] }));
  await s3.client.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    }),
  );
  await s3.client.send(new PutObjectCommand({ Bucket, Key: "a b", Body: "hello" }));
  await s3.client.send(new DeleteObjectCommand({ Bucket, Key: "a b" }));
  const messages = await receive(busQueue, 2);
  expect(messages.find((message) => message["detail-type"] === "Object Created")).toMatchObject({
    source: "aws.s3",
    resources: [`arn:aws:s3:::${Bucket}`],
    detail: {
      version: "0",
      bucket: { name: Bucket },
      object: { key: "a b", size: 5, etag: "5d41402abc4b2a76b9719d911017c592" },
      reason: "PutObject",
    },
  });
  expect(messages.find((message) => message["detail-type"] === "Object Deleted")).toMatchObject({
    detail: { object: { key: "a b" }, reason: "DeleteObject", "deletion-type": "Permanently Deleted" },
  });
});

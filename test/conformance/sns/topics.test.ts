import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  type PublishCommandInput,
  SetSubscriptionAttributesCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ListeningQueue, listeningQueue } from "../../support/cloud/queue.ts";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const prefix = `plinth-conformance-${Date.now()}`;
const topics: string[] = [];
const queues: ListeningQueue[] = [];
let sns: SNSClient;
let sqs: SQSClient;

beforeAll(() => {
  sns = new SNSClient(settings);
  sqs = new SQSClient(settings);
});

afterAll(async () => {
  for (const TopicArn of topics) await sns.send(new DeleteTopicCommand({ TopicArn }));
  for (const queue of queues) await queue.remove();
});

async function topic(name: string, Attributes: Record<string, string> = {}) {
  const { TopicArn = "" } = await sns.send(new CreateTopicCommand({ Name: `${prefix}-${name}`, Attributes }));
  topics.push(TopicArn);
  return TopicArn;
}

async function listen(TopicArn: string, name: string, Attributes: Record<string, string> = {}) {
  const queue = await listeningQueue(sqs, `${prefix}-${name}`, "sns.amazonaws.com");
  queues.push(queue);
  const { SubscriptionArn = "" } = await sns.send(
    new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queue.arn, Attributes }),
  );
  return { queue, SubscriptionArn };
}

const publish = (TopicArn: string, Message: string, more: Partial<PublishCommandInput> = {}) =>
  sns.send(new PublishCommand({ TopicArn, Message, ...more }));

describe("delivery to queues", () => {
  test("in an envelope", async () => {
    const TopicArn = await topic("whole");
    const { queue } = await listen(TopicArn, "whole");
    const { MessageId } = await publish(TopicArn, "hello", {
      Subject: "Greeting",
      MessageAttributes: { kind: { DataType: "String", StringValue: "x" } },
    });
    const [message] = await queue.take();
    expect(JSON.parse(message?.body ?? "{}")).toMatchObject({
      Type: "Notification",
      MessageId,
      TopicArn,
      Subject: "Greeting",
      Message: "hello",
      MessageAttributes: { kind: { Type: "String", Value: "x" } },
    });
  });

  test("raw, with attributes", async () => {
    const TopicArn = await topic("raw");
    const { queue } = await listen(TopicArn, "raw", { RawMessageDelivery: "true" });
    await publish(TopicArn, "as it is", {
      MessageAttributes: { kind: { DataType: "String", StringValue: "x" } },
    });
    expect(await queue.take()).toEqual([{ body: "as it is", attributes: { kind: "x" } }]);
  });

  test("one text a protocol", async () => {
    const TopicArn = await topic("structure");
    const { queue } = await listen(TopicArn, "structure", { RawMessageDelivery: "true" });
    await publish(TopicArn, JSON.stringify({ default: "others", sqs: "queues" }), {
      MessageStructure: "json",
    });
    expect(await queue.take()).toMatchObject([{ body: "queues" }]);
  });

  test("by attributes", async () => {
    const TopicArn = await topic("filtered");
    const FilterPolicy = JSON.stringify({ kind: ["a", { prefix: "b" }], size: [{ numeric: [">", 5] }] });
    const { queue } = await listen(TopicArn, "filtered", { RawMessageDelivery: "true", FilterPolicy });
    const send = (Message: string, kind: string, size: string) =>
      publish(TopicArn, Message, {
        MessageAttributes: {
          kind: { DataType: "String", StringValue: kind },
          size: { DataType: "Number", StringValue: size },
        },
      });
    await send("too small", "a", "5");
    await send("other kind", "c", "10");
    await publish(TopicArn, "none");
    await send("wanted", "bee", "10");
    expect((await queue.take(2, 2)).map(({ body }) => body)).toEqual(["wanted"]);
  });

  test("by the body", async () => {
    const TopicArn = await topic("body");
    const { queue } = await listen(TopicArn, "body", {
      RawMessageDelivery: "true",
      FilterPolicyScope: "MessageBody",
      FilterPolicy: JSON.stringify({ order: { status: ["paid"] } }),
    });
    await publish(TopicArn, '{"order":{"status":"open"}}');
    await publish(TopicArn, "no JSON");
    await publish(TopicArn, '{"order":{"status":"paid"}}');
    expect((await queue.take(2, 2)).map(({ body }) => body)).toEqual(['{"order":{"status":"paid"}}']);
  });

  test("in batches", async () => {
    const TopicArn = await topic("batch");
    const { queue } = await listen(TopicArn, "batch", { RawMessageDelivery: "true" });
    const { Successful, Failed } = await sns.send(
      new PublishBatchCommand({
        TopicArn,
        PublishBatchRequestEntries: [
          { Id: "a", Message: "1" },
          { Id: "b", Message: "2" },
        ],
      }),
    );
    expect([Successful?.map(({ Id }) => Id), Failed]).toEqual([["a", "b"], []]);
    expect((await queue.take(2)).map(({ body }) => body).sort()).toEqual(["1", "2"]);
  });

  test("not any more after the subscription has ended", async () => {
    const TopicArn = await topic("ended");
    const { queue, SubscriptionArn } = await listen(TopicArn, "ended");
    await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    await publish(TopicArn, "unheard");
    expect(await queue.take(1, 1)).toEqual([]);
  });
});

describe("topics and subscriptions", () => {
  test("have attributes", async () => {
    const TopicArn = await topic("attributes", { DisplayName: "Alarms" });
    await sns.send(
      new SetTopicAttributesCommand({ TopicArn, AttributeName: "DisplayName", AttributeValue: "News" }),
    );
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({ TopicArn, DisplayName: "News", SubscriptionsConfirmed: "0" });
    expect(JSON.parse(Attributes?.["Policy"] ?? "{}").Statement).toHaveLength(1);
  });

  test("are listed", async () => {
    const TopicArn = await topic("listed");
    const { SubscriptionArn } = await listen(TopicArn, "listed");
    const found = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(found.Subscriptions).toMatchObject([{ SubscriptionArn, Protocol: "sqs", TopicArn }]);
    const all: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await sns.send(new ListTopicsCommand({ NextToken }));
      all.push(...(page.Topics ?? []).map((each) => each.TopicArn));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(all).toContain(TopicArn);
  });

  test("take new filters", async () => {
    const { SubscriptionArn } = await listen(await topic("refiltered"), "refiltered");
    const set = (AttributeValue: string) =>
      sns.send(
        new SetSubscriptionAttributesCommand({
          SubscriptionArn,
          AttributeName: "FilterPolicy",
          AttributeValue,
        }),
      );
    await set('{"kind":["x"]}');
    const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    expect(Attributes).toMatchObject({ FilterPolicy: '{"kind":["x"]}', RawMessageDelivery: "false" });
    await expect(set('{"kind":"x"}')).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  test("carry tags", async () => {
    const Name = `${prefix}-tagged`;
    const { TopicArn = "" } = await sns.send(
      new CreateTopicCommand({ Name, Tags: [{ Key: "team", Value: "core" }] }),
    );
    topics.push(TopicArn);
    const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }));
    expect(Tags).toEqual([{ Key: "team", Value: "core" }]);
  });

  test("that are not there are said not to be", async () => {
    const TopicArn = `${await topic("there")}-not`;
    await expect(publish(TopicArn, "x")).rejects.toMatchObject({ name: "NotFoundException" });
    await expect(publish("nonsense", "x")).rejects.toMatchObject({ name: "InvalidParameterException" });
  });
});

// Only a local cloud reaches this machine.
describe.runIf(process.env["CONFORMANCE_ENDPOINT"] !== "aws")("on this machine", () => {
  let server: Server;
  const received: { type: string; body: Record<string, string> }[] = [];

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let text = "";
      for await (const chunk of request) text += chunk;
      received.push({ type: String(request.headers["x-amz-sns-message-type"]), body: JSON.parse(text) });
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test("an HTTP endpoint confirms, then gets messages", async () => {
    const TopicArn = await topic("http");
    const Endpoint = `http://localhost:${(server.address() as AddressInfo).port}/hook`;
    const { SubscriptionArn } = await sns.send(
      new SubscribeCommand({ TopicArn, Protocol: "http", Endpoint }),
    );
    expect(SubscriptionArn).toBe("pending confirmation");
    await expect.poll(() => received.length).toBe(1);
    expect(received[0]?.type).toBe("SubscriptionConfirmation");
    expect((await fetch(received[0]?.body["SubscribeURL"] ?? "")).status).toBe(200);
    await publish(TopicArn, "over HTTP");
    await expect.poll(() => received.length).toBe(2);
    expect(received[1]).toMatchObject({ type: "Notification", body: { Message: "over HTTP" } });
  });

  test("e-mail and text messages land in the outbox", async () => {
    const TopicArn = await topic("people");
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint: "ops@acme.example" }));
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "sms", Endpoint: "+15550100" }));
    await publish(TopicArn, "the house is on fire", { Subject: "Alarm" });
    const outbox = async (to: string) => {
      const url = `${settings.endpoint}/_plinth/outbox?to=${encodeURIComponent(to)}`;
      return ((await (await fetch(url)).json()) as { messages: object[] }).messages;
    };
    await expect
      .poll(() => outbox("ops@acme.example"))
      .toMatchObject([{ channel: "email", subject: "Alarm", text: "the house is on fire" }]);
    await expect
      .poll(() => outbox("+15550100"))
      .toMatchObject([{ channel: "sms", text: "the house is on fire", sentBy: "sns.amazonaws.com" }]);
  });

  test("other machines are refused", async () => {
    const TopicArn = await topic("far");
    await expect(
      sns.send(new SubscribeCommand({ TopicArn, Protocol: "https", Endpoint: "https://example.com/hook" })),
    ).rejects.toMatchObject({ name: "NotSupportedByLocalCloud" });
  });
});

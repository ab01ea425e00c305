import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type Cloud, localAccountId, startCloud } from "../../../../../src/local/cloud.ts";
import { type HeldClock, heldClock } from "../../../../support/cloud/held-clock.ts";
import { root } from "../../../../support/cloud/service-caller.ts";

const queueArn = `arn:aws:sqs:eu-west-1:${localAccountId}:events`;
const QueueUrl = `/${localAccountId}/events`;
const ends: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(clock: HeldClock, stateFolder: string | null = null): Promise<Cloud> {
  const cloud = await startCloud({ port: 0, stateFolder, region: "eu-west-1", clock });
  ends.push(() => cloud.close());
  return cloud;
}

async function rule(cloud: Cloud, input: object, more: object = {}): Promise<void> {
  await cloud.call("eventbridge", "PutRule", { Name: "r", ...input }, root);
  const Targets = [{ Id: "q", Arn: queueArn, ...more }];
  await cloud.call("eventbridge", "PutTargets", { Rule: "r", Targets }, root);
}

async function queue(cloud: Cloud, sourceArn = "*"): Promise<void> {
  const Statement = [
    {
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: queueArn,
      Condition: { ArnLike: { "aws:SourceArn": sourceArn } },
    },
  ];
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  await cloud.call("sqs", "CreateQueue", { QueueName: "events", Attributes: { Policy } }, root);
}

async function received(cloud: Cloud): Promise<Record<string, unknown>[]> {
  await new Promise((resolve) => setTimeout(resolve, 1300));
  const answer = await cloud.call("sqs", "ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 10 }, root);
  return ((answer["Messages"] ?? []) as { Body: string }[]).map(({ Body }) => JSON.parse(Body));
}

const put = (cloud: Cloud) =>
  cloud.call(
    "eventbridge",
    "PutEvents",
    { Entries: [{ Source: "app", DetailType: "Happened", Detail: "{}" }] },
    root,
  );

test("a scheduled rule fires by the clock", async () => {
  const clock = heldClock();
  const cloud = await start(clock);
  await queue(cloud);
  await rule(cloud, { ScheduleExpression: "rate(5 minutes)" });
  expect(await received(cloud)).toEqual([]);
  clock.forward(5 * 60_000);
  expect(await received(cloud)).toMatchObject([{ "detail-type": "Scheduled Event", source: "aws.events" }]);
});

test("the queue's policy decides, for the rule it names", async () => {
  const clock = heldClock();
  const cloud = await start(clock);
  await queue(cloud, `arn:aws:events:eu-west-1:${localAccountId}:rule/other`);
  await rule(cloud, { EventPattern: '{"source":["app"]}' });
  await put(cloud);
  expect(await received(cloud)).toEqual([]);
  await cloud.call("sqs", "DeleteQueue", { QueueUrl }, root);
  await queue(cloud, `arn:aws:events:eu-west-1:${localAccountId}:rule/r`);
  await put(cloud);
  expect(await received(cloud)).toHaveLength(1);
});

test("what was answered is delivered after a restart too", async () => {
  const folder = mkdtempSync(join(tmpdir(), "plinth-router-"));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const clock = heldClock();
  const first = await start(clock, folder);
  await queue(first);
  await rule(first, { EventPattern: '{"source":["app"]}' });
  await put(first);
  // Closed before the delivery's first attempt could begin.
  await ends.pop()?.();
  const second = await start(clock, folder);
  expect(await received(second)).toHaveLength(1);
});

test("two buses that forward to each other do not go on for ever", async () => {
  const clock = heldClock();
  const cloud = await start(clock);
  await queue(cloud);
  await cloud.call("eventbridge", "CreateEventBus", { Name: "b" }, root);
  const bus = (name: string) => `arn:aws:events:eu-west-1:${localAccountId}:event-bus/${name}`;
  const EventPattern = '{"source":["app"]}';
  await rule(cloud, { EventPattern }, { Arn: bus("b") });
  await cloud.call("eventbridge", "PutRule", { Name: "back", EventBusName: "b", EventPattern }, root);
  const Targets = [
    { Id: "bus", Arn: bus("default") },
    { Id: "queue", Arn: queueArn },
  ];
  await cloud.call("eventbridge", "PutTargets", { Rule: "back", EventBusName: "b", Targets }, root);
  await put(cloud);
  expect((await received(cloud)).length).toBeLessThanOrEqual(2);
});

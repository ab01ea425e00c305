import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  EventBridgeClient,
  ListEventBusesCommand,
  ListRuleNamesByTargetCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  type Target,
  TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ListeningQueue, listeningQueue } from "../../support/cloud/queue.ts";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const prefix = `plinth-conformance-${Date.now()}`;
const rules: { Name: string; EventBusName: string | undefined }[] = [];
let events: EventBridgeClient;
let queue: ListeningQueue;
let deadLetters: ListeningQueue;

beforeAll(async () => {
  events = new EventBridgeClient(settings);
  const sqs = new SQSClient(settings);
  queue = await listeningQueue(sqs, `${prefix}-events`, "events.amazonaws.com");
  deadLetters = await listeningQueue(sqs, `${prefix}-dead`, "events.amazonaws.com");
});

afterAll(async () => {
  for (const { Name, EventBusName } of rules) {
    const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName }));
    const Ids = Targets.map(({ Id }) => Id ?? "");
    if (Ids.length > 0) await events.send(new RemoveTargetsCommand({ Rule: Name, EventBusName, Ids }));
    await events.send(new DeleteRuleCommand({ Name, EventBusName }));
  }
  await events.send(new DeleteEventBusCommand({ Name: `${prefix}-bus` }));
  await queue.remove();
  await deadLetters.remove();
});

async function rule(name: string, pattern: object, more: Partial<Target> = {}, EventBusName?: string) {
  const Name = `${prefix}-${name}`;
  const { RuleArn } = await events.send(
    new PutRuleCommand({ Name, EventBusName, EventPattern: JSON.stringify(pattern) }),
  );
  rules.push({ Name, EventBusName });
  const Targets = [{ Id: "queue", Arn: queue.arn, ...more }];
  await events.send(new PutTargetsCommand({ Rule: Name, EventBusName, Targets }));
  return { Name, RuleArn };
}

const put = (Source: string, detail: object, more: { EventBusName?: string; DetailType?: string } = {}) =>
  events.send(
    new PutEventsCommand({
      Entries: [{ Source, DetailType: "Happened", Detail: JSON.stringify(detail), ...more }],
    }),
  );

describe("delivery", () => {
  test("an event that matches reaches the queue whole", async () => {
    const source = `${prefix}.whole`;
    await rule("whole", { source: [source], detail: { status: ["sent"], amount: [{ numeric: [">", 10] }] } });
    await put(source, { status: "sent", amount: 5 });
    const answer = await put(source, { status: "sent", amount: 50 });
    expect(answer).toMatchObject({ FailedEntryCount: 0 });
    const [message] = await queue.take();
    const event = JSON.parse(message?.body ?? "{}");
    expect(event).toMatchObject({
      version: "0",
      id: answer.Entries?.[0]?.EventId,
      source,
      "detail-type": "Happened",
      region: settings.region,
      resources: [],
      detail: { status: "sent", amount: 50 },
    });
    expect(event.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(event.account).toMatch(/^\d{12}$/);
  });

  test.each<[string, Partial<Target>, unknown]>([
    ["a constant", { Input: '{"fixed":true}' }, { fixed: true }],
    ["a part", { InputPath: "$.detail.inner" }, { name: "x" }],
    [
      "a made text",
      {
        InputTransformer: {
          InputPathsMap: { name: "$.detail.inner.name", all: "$.detail" },
          InputTemplate: '{"text":"<name> of <aws.events.rule-name>","name":<name>,"all":<all>}',
        },
      },
      { text: expect.stringMatching(/^x of plinth-/), name: "x", all: { inner: { name: "x" } } },
    ],
  ])("a target may want %s", async (name, more, wanted) => {
    const source = `${prefix}.${name.replaceAll(" ", "-")}`;
    await rule(name.replaceAll(" ", "-"), { source: [source] }, more);
    await put(source, { inner: { name: "x" } });
    const [message] = await queue.take();
    expect(JSON.parse(message?.body ?? "null")).toEqual(wanted);
  });

  test("a custom bus has its own rules", async () => {
    const EventBusName = `${prefix}-bus`;
    const source = `${prefix}.custom`;
    const { EventBusArn } = await events.send(new CreateEventBusCommand({ Name: EventBusName }));
    await rule("on-bus", { source: [source] }, {}, EventBusName);
    await put(source, { on: "default" });
    await put(source, { on: "custom" }, { EventBusName: EventBusArn ?? "" });
    const [message] = await queue.take();
    expect(JSON.parse(message?.body ?? "{}").detail).toEqual({ on: "custom" });
    const { EventBuses } = await events.send(new ListEventBusesCommand({}));
    expect(EventBuses?.map(({ Name }) => Name)).toEqual(expect.arrayContaining(["default", EventBusName]));
    await expect(events.send(new CreateEventBusCommand({ Name: EventBusName }))).rejects.toMatchObject({
      name: "ResourceAlreadyExistsException",
    });
  });

  test("what cannot be delivered goes to the dead-letter queue with the reason", async () => {
    const source = `${prefix}.dead`;
    const { RuleArn } = await rule(
      "dead",
      { source: [source] },
      {
        Arn: `${queue.arn}-that-is-not-there`,
        DeadLetterConfig: { Arn: deadLetters.arn },
        RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
      },
    );
    await put(source, { lost: true });
    const [letter] = await deadLetters.take(1, 20);
    expect(JSON.parse(letter?.body ?? "{}").detail).toEqual({ lost: true });
    expect(letter?.attributes).toMatchObject({ RULE_ARN: RuleArn });
    expect(letter?.attributes["ERROR_CODE"]).toBeTruthy();
  });

  test("a disabled rule lets events pass by", async () => {
    const source = `${prefix}.switch`;
    const { Name } = await rule("switch", { source: [source] });
    await events.send(new DisableRuleCommand({ Name }));
    await put(source, { heard: false });
    await events.send(new EnableRuleCommand({ Name }));
    await put(source, { heard: true });
    const [message] = await queue.take();
    expect(JSON.parse(message?.body ?? "{}").detail).toEqual({ heard: true });
  });
});

describe("rules", () => {
  test("are described, listed and found by target", async () => {
    const { Name } = await rule("listed", { source: [`${prefix}.none`] });
    expect(await events.send(new DescribeRuleCommand({ Name }))).toMatchObject({
      Name,
      State: "ENABLED",
      EventBusName: "default",
    });
    const { Rules } = await events.send(new ListRulesCommand({ NamePrefix: Name }));
    expect(Rules).toHaveLength(1);
    const byTarget = await events.send(new ListRuleNamesByTargetCommand({ TargetArn: queue.arn }));
    expect(byTarget.RuleNames).toContain(Name);
  });

  test("carry tags", async () => {
    const { RuleArn: ResourceARN = "" } = await rule("tagged", { source: ["none"] });
    await events.send(new TagResourceCommand({ ResourceARN, Tags: [{ Key: "team", Value: "core" }] }));
    const { Tags } = await events.send(new ListTagsForResourceCommand({ ResourceARN }));
    expect(Tags).toEqual([{ Key: "team", Value: "core" }]);
  });

  test("with targets are not deleted", async () => {
    const { Name } = await rule("kept", { source: ["none"] });
    await expect(events.send(new DeleteRuleCommand({ Name }))).rejects.toMatchObject({
      name: "ValidationException",
    });
  });

  test.each([
    ["a pattern that is none", { EventPattern: '{"source":"text"}' }, "InvalidEventPatternException"],
    ["a schedule that is none", { ScheduleExpression: "every(1 day)" }, "ValidationException"],
    ["neither", {}, "ValidationException"],
  ])("refuse %s", async (_, input, name) => {
    const command = new PutRuleCommand({ Name: `${prefix}-refused`, ...input });
    await expect(events.send(command)).rejects.toMatchObject({ name });
  });

  test("that are not there are said not to be", async () => {
    await expect(events.send(new DescribeRuleCommand({ Name: `${prefix}-none` }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
    await expect(events.send(new DescribeEventBusCommand({ Name: `${prefix}-none` }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});

test("PutEvents says of each entry what is wrong with it", async () => {
  const { FailedEntryCount, Entries } = await events.send(
    new PutEventsCommand({
      Entries: [
        { Source: prefix, DetailType: "x", Detail: "{}" },
        { Source: prefix, DetailType: "x", Detail: "no JSON" },
        { DetailType: "x", Detail: "{}" },
        { Source: "aws.s3", DetailType: "x", Detail: "{}" },
      ],
    }),
  );
  expect(FailedEntryCount).toBe(3);
  expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
    undefined,
    "MalformedDetail",
    "InvalidArgument",
    "NotAuthorizedForSourceException",
  ]);
});

test("TestEventPattern tells", async () => {
  const Event = JSON.stringify({
    id: "1",
    "detail-type": "t",
    source: "s",
    account: "000000000000",
    time: "2026-01-01T00:00:00Z",
    region: "eu-west-1",
    resources: [],
    detail: { key: "tenants/a/b.png" },
  });
  const matches = async (pattern: object) =>
    (await events.send(new TestEventPatternCommand({ Event, EventPattern: JSON.stringify(pattern) }))).Result;
  expect(await matches({ detail: { key: [{ wildcard: "tenants/*/*.png" }] } })).toBe(true);
  expect(await matches({ detail: { key: [{ suffix: ".gif" }] } })).toBe(false);
});

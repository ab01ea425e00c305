import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type Cloud, localAccountId, startCloud } from "../../../../../src/local/cloud.ts";
import { type HeldClock, heldClock } from "../../../../support/cloud/held-clock.ts";
import { root } from "../../../../support/cloud/service-caller.ts";

const QueueUrl = `/${localAccountId}/due`;
const queueArn = `arn:aws:sqs:eu-west-1:${localAccountId}:due`;
const minute = 60_000;
const ends: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(clock: HeldClock, stateFolder: string | null = null): Promise<Cloud> {
  const cloud = await startCloud({ port: 0, stateFolder, region: "eu-west-1", clock });
  ends.push(() => cloud.close());
  return cloud;
}

async function prepare(cloud: Cloud, ScheduleExpression: string, more = {}): Promise<void> {
  await cloud.call("sqs", "CreateQueue", { QueueName: "due" }, root);
  const trust = {
    Effect: "Allow",
    Principal: { Service: "scheduler.amazonaws.com" },
    Action: "sts:AssumeRole",
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
  await cloud.call("iam", "CreateRole", { RoleName: "due", AssumeRolePolicyDocument }, root);
  const Statement = [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: queueArn }];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await cloud.call("iam", "PutRolePolicy", { RoleName: "due", PolicyName: "send", PolicyDocument }, root);
  const RoleArn = `arn:aws:iam::${localAccountId}:role/due`;
  const Target = { Arn: queueArn, RoleArn, Input: "<aws.scheduler.scheduled-time>" };
  const FlexibleTimeWindow = { Mode: "OFF" };
  await cloud.call(
    "scheduler",
    "CreateSchedule",
    { Name: "due", ScheduleExpression, FlexibleTimeWindow, Target, ...more },
    root,
  );
}

async function received(cloud: Cloud): Promise<string[]> {
  // Two looks at the clock, and the delivery.
  await new Promise((resolve) => setTimeout(resolve, 1300));
  const answer = await cloud.call(
    "sqs",
    "ReceiveMessage",
    { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 43_200 },
    root,
  );
  return ((answer["Messages"] ?? []) as { Body: string }[]).map(({ Body }) => Body);
}

test("a schedule fires when its time has come, and not before", async () => {
  const clock = heldClock();
  const cloud = await start(clock);
  await prepare(cloud, "cron(0 6 * * ? *)");
  expect(await received(cloud)).toEqual([]);
  clock.forward(minute);
  expect(await received(cloud)).toEqual(["2026-01-01T06:00:00Z"]);
  expect(await received(cloud)).toEqual([]);
});

test("a clock that leaps makes a rate fire once, not in a burst", async () => {
  const clock = heldClock();
  const cloud = await start(clock);
  clock.forward(1);
  await prepare(cloud, "rate(5 minutes)");
  // Without a start date, AWS begins at once.
  expect(await received(cloud)).toHaveLength(1);
  clock.forward(60 * minute);
  expect(await received(cloud)).toHaveLength(1);
});

test("what fell due while the cloud was stopped does not fire", async () => {
  const folder = mkdtempSync(join(tmpdir(), "plinth-clockwork-"));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const clock = heldClock();
  const first = await start(clock, folder);
  await prepare(first, "cron(0 * * * ? *)");
  await ends.pop()?.();
  clock.forward(3 * 60 * minute);
  const second = await start(clock, folder);
  expect(await received(second)).toEqual([]);
  clock.forward(60 * minute);
  expect(await received(second)).toEqual(["2026-01-01T09:00:00Z"]);
});

test("an end date ends it", async () => {
  const clock = heldClock();
  const cloud = await start(clock);
  await prepare(cloud, "rate(1 hour)", {
    StartDate: new Date(clock.now() + minute),
    EndDate: new Date(clock.now() + 30 * minute),
  });
  expect(await received(cloud)).toEqual([]);
  clock.forward(2 * minute);
  expect(await received(cloud)).toHaveLength(1);
  clock.forward(70 * minute);
  expect(await received(cloud)).toEqual([]);
});

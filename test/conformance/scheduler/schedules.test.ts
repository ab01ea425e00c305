import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  ListTagsForResourceCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ListeningQueue, listeningQueue } from "../../support/cloud/queue.ts";
import { target } from "../../support/cloud/target.ts";

const { settings } = target();
const prefix = `plinth-conformance-${Date.now()}`;
const GroupName = `${prefix}-group`;
let scheduler: SchedulerClient;
let iam: IAMClient;
let queue: ListeningQueue;
let deadLetters: ListeningQueue;
let RoleArn = "";

beforeAll(async () => {
  scheduler = new SchedulerClient(settings);
  iam = new IAMClient(settings);
  const sqs = new SQSClient(settings);
  queue = await listeningQueue(sqs, `${prefix}-scheduled`, null);
  deadLetters = await listeningQueue(sqs, `${prefix}-dead`, null);
  const allow = {
    Effect: "Allow",
    Principal: { Service: "scheduler.amazonaws.com" },
    Action: "sts:AssumeRole",
  };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [allow] });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: prefix, AssumeRolePolicyDocument }));
  RoleArn = Role?.Arn ?? "";
  const Statement = [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: [queue.arn, deadLetters.arn] }];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await iam.send(new PutRolePolicyCommand({ RoleName: prefix, PolicyName: "send", PolicyDocument }));
  await scheduler.send(
    new CreateScheduleGroupCommand({ Name: GroupName, Tags: [{ Key: "team", Value: "core" }] }),
  );
});

afterAll(async () => {
  await scheduler.send(new DeleteScheduleGroupCommand({ Name: GroupName }));
  await queue.remove();
  await deadLetters.remove();
  await iam.send(new DeleteRolePolicyCommand({ RoleName: prefix, PolicyName: "send" }));
  await iam.send(new DeleteRoleCommand({ RoleName: prefix }));
});

const inSeconds = (seconds: number) =>
  `at(${new Date(Date.now() + seconds * 1000).toISOString().slice(0, 19)})`;

const create = (Name: string, more: Partial<CreateScheduleCommandInput> = {}) =>
  scheduler.send(
    new CreateScheduleCommand({
      Name,
      GroupName,
      ScheduleExpression: "cron(0 6 * * ? *)",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: queue.arn, RoleArn, Input: '{"hello":true}' },
      ...more,
    }),
  );

describe("schedules", () => {
  test("fire once at their time, with what they know of it", async () => {
    const { ScheduleArn } = await create("once", {
      ScheduleExpression: inSeconds(2),
      Target: {
        Arn: queue.arn,
        RoleArn,
        Input:
          '{"at":"<aws.scheduler.scheduled-time>","id":"<aws.scheduler.execution-id>","of":"<aws.scheduler.schedule-arn>"}',
      },
      ActionAfterCompletion: "DELETE",
    });
    const [message] = await queue.take(1, 75);
    const { at, id, of } = JSON.parse(message?.body ?? "{}");
    expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(id).toBeTruthy();
    expect(of).toBe(ScheduleArn);
    await expect
      .poll(
        () => scheduler.send(new GetScheduleCommand({ GroupName, Name: "once" })).catch(({ name }) => name),
        {
          timeout: 20_000,
        },
      )
      .toBe("ResourceNotFoundException");
  }, 120_000);

  test("call any operation, as a universal target", async () => {
    await create("universal", {
      ScheduleExpression: inSeconds(2),
      Target: {
        Arn: "arn:aws:scheduler:::aws-sdk:sqs:sendMessage",
        RoleArn,
        Input: JSON.stringify({ QueueUrl: queue.url, MessageBody: "by any call" }),
      },
    });
    expect(await queue.take(1, 75)).toMatchObject([{ body: "by any call" }]);
  }, 120_000);

  test("that may not do what they want tell the dead-letter queue", async () => {
    await create("denied", {
      ScheduleExpression: inSeconds(2),
      Target: {
        Arn: `${queue.arn}-other`,
        RoleArn,
        Input: "lost",
        DeadLetterConfig: { Arn: deadLetters.arn },
        RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
      },
    });
    const [letter] = await deadLetters.take(1, 75);
    expect(letter).toMatchObject({ body: "lost" });
    expect(letter?.attributes["ERROR_CODE"]).toBeTruthy();
    expect(letter?.attributes["SCHEDULE_ARN"]).toContain("/denied");
  }, 120_000);

  test("are read, listed, changed and deleted", async () => {
    const { ScheduleArn } = await create("read", {
      ScheduleExpressionTimezone: "Europe/Berlin",
      Description: "mornings",
    });
    expect(await scheduler.send(new GetScheduleCommand({ GroupName, Name: "read" }))).toMatchObject({
      Arn: ScheduleArn,
      ScheduleExpression: "cron(0 6 * * ? *)",
      ScheduleExpressionTimezone: "Europe/Berlin",
      State: "ENABLED",
      FlexibleTimeWindow: { Mode: "OFF" },
      ActionAfterCompletion: "NONE",
      Target: { RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 } },
    });
    const { Schedules } = await scheduler.send(new ListSchedulesCommand({ GroupName, NamePrefix: "read" }));
    expect(Schedules).toMatchObject([{ Name: "read", Target: { Arn: queue.arn } }]);
    await scheduler.send(
      new UpdateScheduleCommand({
        Name: "read",
        GroupName,
        ScheduleExpression: "rate(1 hour)",
        FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 },
        State: "DISABLED",
        Target: { Arn: queue.arn, RoleArn },
      }),
    );
    const changed = await scheduler.send(new GetScheduleCommand({ GroupName, Name: "read" }));
    expect(changed).toMatchObject({
      State: "DISABLED",
      FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 },
    });
    // What an update leaves out goes back to its default.
    expect(changed.Description).toBeUndefined();
    await scheduler.send(new DeleteScheduleCommand({ GroupName, Name: "read" }));
    await expect(scheduler.send(new GetScheduleCommand({ GroupName, Name: "read" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  test("names are taken once", async () => {
    await create("taken");
    await expect(create("taken")).rejects.toMatchObject({ name: "ConflictException" });
  });

  test.each<[string, () => Partial<CreateScheduleCommandInput>]>([
    ["an expression that is none", () => ({ ScheduleExpression: "cron(* * * * *)" })],
    ["a time zone that is none", () => ({ ScheduleExpressionTimezone: "Mars/Olympus" })],
    ["a flexible window without minutes", () => ({ FlexibleTimeWindow: { Mode: "FLEXIBLE" } })],
    ["a role that is not there", () => ({ Target: { Arn: queue.arn, RoleArn: `${RoleArn}-none` } })],
  ])("refuse %s", async (_, more) => {
    await expect(create("refused", more())).rejects.toMatchObject({ name: "ValidationException" });
  });

  test("need a group that is there", async () => {
    await expect(create("lost", { GroupName: `${prefix}-none` })).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});

test("groups are read, listed and tagged", async () => {
  const { Arn } = await scheduler.send(new GetScheduleGroupCommand({ Name: GroupName }));
  expect(Arn).toMatch(/:schedule-group\/plinth/);
  const { ScheduleGroups } = await scheduler.send(new ListScheduleGroupsCommand({ NamePrefix: prefix }));
  expect(ScheduleGroups).toMatchObject([{ Name: GroupName, State: "ACTIVE" }]);
  const { Tags } = await scheduler.send(new ListTagsForResourceCommand({ ResourceArn: Arn }));
  expect(Tags).toEqual([{ Key: "team", Value: "core" }]);
});

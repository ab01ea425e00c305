import { ContinueUpdateRollbackCommand, RollbackStackCommand } from "@aws-sdk/client-cloudformation";
import {
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { beforeAll, describe, expect, test } from "vitest";
import { failing, parameter, stacks } from "./stacks.ts";
import { templateBucket } from "./template-bucket.ts";

const cloud = stacks();
const bucket = templateBucket(cloud.settings);
let sqs: SQSClient;
beforeAll(() => {
  sqs = new SQSClient(cloud.settings);
});

/** A queue is what can go from under a stack: once deleted it can neither be changed nor made by a change. */
const queue = (QueueName: string, DelaySeconds: number) => ({
  Type: "AWS::SQS::Queue",
  Properties: { QueueName, DelaySeconds },
});

async function deleteQueue(QueueName: string): Promise<void> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  await sqs.send(new DeleteQueueCommand({ QueueUrl }));
}

async function delayOf(QueueName: string): Promise<string | undefined> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["DelaySeconds"] }),
  );
  return Attributes?.DelaySeconds;
}

/** A stack whose queue was deleted behind its back in a failed update: it cannot be taken back. */
async function stuck(name: string): Promise<{ path: string; queueName: string }> {
  const path = cloud.path(name);
  const queueName = cloud.named(`${name}-queue`);
  const template = (value: string, delay: number, more: object = {}) => ({
    Resources: { Queue: queue(queueName, delay), P: parameter(path, value), ...more },
  });
  await cloud.create(name, template("1", 1));
  const bad = failing(`${path}/bad`, { DependsOn: ["Queue", "P"] });
  await cloud.update(name, template("2", 2, { Bad: bad }), { DisableRollback: true });
  await deleteQueue(queueName);
  await cloud.client.send(new RollbackStackCommand({ StackName: cloud.named(name) }));
  const after = await cloud.settled(cloud.named(name));
  expect(after.StackStatus).toBe("UPDATE_ROLLBACK_FAILED");
  expect(after.StackStatusReason).toContain("[Queue]");
  return { path, queueName };
}

const goOn = (name: string, ResourcesToSkip?: string[]) =>
  cloud.client.send(new ContinueUpdateRollbackCommand({ StackName: cloud.named(name), ResourcesToSkip }));

describe("a rollback that failed", () => {
  test("fails again as long as its cause is there, and goes on past what is skipped", async () => {
    const { path } = await stuck("skip");
    await goOn("skip");
    expect((await cloud.settled(cloud.named("skip"))).StackStatus).toBe("UPDATE_ROLLBACK_FAILED");
    await expect(goOn("skip", ["P"])).rejects.toMatchObject({ name: "ValidationError" });
    await expect(goOn("skip", ["Nobody"])).rejects.toMatchObject({ name: "ValidationError" });
    await goOn("skip", ["Queue"]);
    expect((await cloud.settled(cloud.named("skip"))).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(await cloud.value(path)).toBe("1");
    const story = await cloud.story(cloud.named("skip"));
    expect(story).toContain("Queue UPDATE_FAILED");
    expect(story.at(-1)).toBe(`${cloud.named("skip")} UPDATE_ROLLBACK_COMPLETE`);
  });

  test("can neither be updated nor rolled back meanwhile, but deleted", async () => {
    await stuck("waiting");
    const template = { Resources: { P: parameter(cloud.path("waiting"), "3") } };
    await expect(cloud.update("waiting", template)).rejects.toThrow(
      /is in UPDATE_ROLLBACK_FAILED state and can not be updated/,
    );
    const { StackId = "" } = await cloud.describe(cloud.named("waiting"));
    await cloud.remove(cloud.named("waiting"));
    expect((await cloud.settled(StackId)).StackStatus).toBe("DELETE_COMPLETE");
    expect(await cloud.value(cloud.path("waiting"))).toBeNull();
  });
});

describe("a nested stack", () => {
  test("that fails to be created fails its parent, which says why, and leaves nothing", async () => {
    const inner = cloud.path("nested-create/inner");
    const Child = await bucket.nested("create.json", {
      Resources: { P: parameter(inner, "1"), Bad: failing(`${inner}/bad`, { DependsOn: "P" }) },
    });
    const outer = cloud.path("nested-create/outer");
    const stack = await cloud.create("nested-create", {
      Resources: { P: parameter(outer, "1"), Child: { ...Child, DependsOn: "P" } },
    });
    expect(stack.StackStatus).toBe("ROLLBACK_COMPLETE");
    const failed = (await cloud.events(stack.StackId ?? "")).find(
      ({ ResourceStatus }) => ResourceStatus === "CREATE_FAILED",
    );
    expect(failed).toMatchObject({
      LogicalResourceId: "Child",
      ResourceStatusReason: expect.stringMatching(
        /^Embedded stack arn:aws:cloudformation:.*:stack\/.*Child.* was not successfully created: The following resource\(s\) failed to create: \[Bad\]\./,
      ),
    });
    expect([await cloud.value(inner), await cloud.value(outer)]).toEqual([null, null]);
  });

  test("that fails to be updated is taken back with its parent and its siblings", async () => {
    const path = (name: string) => cloud.path(`nested-update/${name}`);
    const template = async (value: string, bad: object = {}) => ({
      Resources: {
        P: parameter(path("outer"), value),
        One: await bucket.nested(`one-${value}.json`, { Resources: { P: parameter(path("one"), value) } }),
        Two: {
          ...(await bucket.nested(`two-${value}.json`, {
            Resources: { P: parameter(path("two"), value), ...bad },
          })),
          DependsOn: ["One", "P"],
        },
      },
    });
    expect((await cloud.create("nested-update", await template("1"))).StackStatus).toBe("CREATE_COMPLETE");
    const bad = { Bad: failing(path("bad"), { DependsOn: "P" }) };
    const after = await cloud.update("nested-update", await template("2", bad));
    expect(after.StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    const failed = (await cloud.events(after.StackId ?? "")).find(
      ({ ResourceStatus }) => ResourceStatus === "UPDATE_FAILED",
    );
    expect(failed).toMatchObject({
      LogicalResourceId: "Two",
      ResourceStatusReason: expect.stringMatching(
        /^Embedded stack arn:.* was not successfully updated\. Currently in UPDATE_ROLLBACK_IN_PROGRESS with reason: The following resource\(s\) failed to create: \[Bad\]/,
      ),
    });
    for (const name of ["outer", "one", "two"]) expect(await cloud.value(path(name))).toBe("1");
    expect(await cloud.value(path("bad"))).toBeNull();
  });

  test("whose rollback failed is gone past by its parent's and its own name", async () => {
    const path = cloud.path("nested-stuck");
    const queueName = cloud.named("nested-stuck-queue");
    const template = async (value: number, more: object = {}) => ({
      Resources: {
        Child: await bucket.nested(`stuck-${value}.json`, {
          Resources: { Queue: queue(queueName, value), P: parameter(path, String(value)) },
        }),
        ...more,
      },
    });
    await cloud.create("nested-stuck", await template(1));
    const Bad = failing(`${path}/bad`, { DependsOn: "Child" });
    await cloud.update("nested-stuck", await template(2, { Bad }), { DisableRollback: true });
    expect(await delayOf(queueName)).toBe("2");
    await deleteQueue(queueName);
    await cloud.client.send(new RollbackStackCommand({ StackName: cloud.named("nested-stuck") }));
    expect((await cloud.settled(cloud.named("nested-stuck"))).StackStatus).toBe("UPDATE_ROLLBACK_FAILED");
    const child = (await cloud.events(cloud.named("nested-stuck"))).find(
      ({ LogicalResourceId, PhysicalResourceId }) => LogicalResourceId === "Child" && PhysicalResourceId,
    );
    const nestedName = child?.PhysicalResourceId?.split("/")[1];
    await goOn("nested-stuck", [`${nestedName}.Queue`]);
    expect((await cloud.settled(cloud.named("nested-stuck"))).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(await cloud.value(path)).toBe("1");
  });
});

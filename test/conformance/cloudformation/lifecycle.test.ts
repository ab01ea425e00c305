import {
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { describe, expect, test } from "vitest";
import { failing, parameter, stacks } from "./stacks.ts";

const cloud = stacks();

describe("creating", () => {
  test("resources are made in the order of what they need, with AWS's events", async () => {
    const first = cloud.path("order/first");
    const second = cloud.path("order/second");
    const stack = await cloud.create("order", {
      Resources: {
        Second: parameter(second, { "Fn::Sub": "after ${First}" }),
        First: parameter(first, "one"),
      },
    });
    expect(stack.StackStatus).toBe("CREATE_COMPLETE");
    expect(await cloud.value(second)).toBe(`after ${first}`);
    const name = cloud.named("order");
    expect(await cloud.story(name)).toEqual([
      `${name} CREATE_IN_PROGRESS`,
      "First CREATE_IN_PROGRESS",
      "First CREATE_IN_PROGRESS",
      "First CREATE_COMPLETE",
      "Second CREATE_IN_PROGRESS",
      "Second CREATE_IN_PROGRESS",
      "Second CREATE_COMPLETE",
      `${name} CREATE_COMPLETE`,
    ]);
    const initiated = (await cloud.events(name))[2];
    expect(initiated).toMatchObject({
      ResourceStatusReason: "Resource creation Initiated",
      PhysicalResourceId: first,
    });
  });

  test("a generated name carries the stack's and the resource's", async () => {
    await cloud.create("names", {
      Resources: { Unnamed: { Type: "AWS::SSM::Parameter", Properties: { Type: "String", Value: "x" } } },
    });
    const { StackResourceDetail } = await cloud.client.send(
      new DescribeStackResourceCommand({ StackName: cloud.named("names"), LogicalResourceId: "Unnamed" }),
    );
    expect(StackResourceDetail?.PhysicalResourceId).toMatch(/Unnamed-[A-Za-z0-9]{12}$/);
  });

  test("a name is taken once", async () => {
    const template = { Resources: { P: parameter(cloud.path("taken"), "x") } };
    await cloud.create("taken", template);
    await expect(cloud.create("taken", template)).rejects.toMatchObject({ name: "AlreadyExistsException" });
  });

  test("names that CloudFormation does not take are refused", async () => {
    const template = { Resources: { P: parameter(cloud.path("bad"), "x") } };
    await expect(cloud.create("under_score", template)).rejects.toMatchObject({ name: "ValidationError" });
  });

  test("a failure rolls back and leaves nothing", async () => {
    const good = cloud.path("rollback/good");
    const stack = await cloud.create("rollback", {
      Resources: {
        Good: parameter(good, "x"),
        Bad: failing(cloud.path("rollback/bad"), { DependsOn: "Good" }),
      },
    });
    expect(stack.StackStatus).toBe("ROLLBACK_COMPLETE");
    expect(await cloud.value(good)).toBeNull();
    const events = await cloud.events(cloud.named("rollback"));
    expect(events.find((event) => event.ResourceStatus === "CREATE_FAILED")).toMatchObject({
      LogicalResourceId: "Bad",
    });
    expect(
      events.find((event) => event.ResourceStatus === "ROLLBACK_IN_PROGRESS")?.ResourceStatusReason,
    ).toBe("The following resource(s) failed to create: [Bad]. Rollback requested by user.");
  });

  test("OnFailure DO_NOTHING keeps what was made", async () => {
    const good = cloud.path("nothing/good");
    const stack = await cloud.create(
      "nothing",
      {
        Resources: {
          Good: parameter(good, "x"),
          Bad: failing(cloud.path("nothing/bad"), { DependsOn: "Good" }),
        },
      },
      { OnFailure: "DO_NOTHING" },
    );
    expect(stack.StackStatus).toBe("CREATE_FAILED");
    expect(await cloud.value(good)).toBe("x");
  });

  test("OnFailure DELETE leaves no stack", async () => {
    const stack = await cloud.create(
      "gone",
      { Resources: { Bad: failing(cloud.path("gone/bad")) } },
      { OnFailure: "DELETE" },
    );
    expect(stack.StackStatus).toBe("DELETE_COMPLETE");
    await expect(cloud.describe(cloud.named("gone"))).rejects.toMatchObject({ name: "ValidationError" });
  });

  test("OnFailure and DisableRollback exclude each other", async () => {
    const template = { Resources: { P: parameter(cloud.path("both"), "x") } };
    const both = { OnFailure: "DELETE", DisableRollback: true } as const;
    await expect(cloud.create("both", template, both)).rejects.toMatchObject({ name: "ValidationError" });
  });

  test("an unknown property fails the resource, naming it", async () => {
    const stack = await cloud.create("unknown-property", {
      Resources: { P: parameter(cloud.path("unknown"), "x", {}, { Colour: "red" }) },
    });
    expect(stack.StackStatus).toBe("ROLLBACK_COMPLETE");
    const failed = (await cloud.events(cloud.named("unknown-property"))).find(
      (e) => e.ResourceStatus === "CREATE_FAILED",
    );
    expect(failed?.ResourceStatusReason).toContain("extraneous key [Colour] is not permitted");
  });

  test("templates, resources and lists of them can be read back", async () => {
    const template = { Description: "read me", Resources: { P: parameter(cloud.path("read"), "x") } };
    const stack = await cloud.create("read", template, { Tags: [{ Key: "team", Value: "a" }] });
    expect(stack).toMatchObject({ Description: "read me", Tags: [{ Key: "team", Value: "a" }] });
    const StackName = cloud.named("read");
    const body = await cloud.client.send(new GetTemplateCommand({ StackName }));
    expect(JSON.parse(body.TemplateBody ?? "")).toEqual(template);
    const resources = await cloud.client.send(new DescribeStackResourcesCommand({ StackName }));
    expect(resources.StackResources).toMatchObject([
      { LogicalResourceId: "P", ResourceStatus: "CREATE_COMPLETE" },
    ]);
    const summaries = await cloud.client.send(new ListStackResourcesCommand({ StackName }));
    expect(summaries.StackResourceSummaries).toMatchObject([{ LogicalResourceId: "P" }]);
    const found = await cloud.client.send(
      new DescribeStackResourcesCommand({ PhysicalResourceId: cloud.path("read") }),
    );
    expect(found.StackResources?.[0]?.StackName).toBe(StackName);
    const listed = await cloud.client.send(new ListStacksCommand({ StackStatusFilter: ["CREATE_COMPLETE"] }));
    expect(listed.StackSummaries?.map((each) => each.StackName)).toContain(StackName);
  });

  test("events carry the client's token", async () => {
    await cloud.create(
      "token",
      { Resources: { P: parameter(cloud.path("token"), "x") } },
      { ClientRequestToken: "mine" },
    );
    const events = await cloud.events(cloud.named("token"));
    expect(new Set(events.map((event) => event.ClientRequestToken))).toEqual(new Set(["mine"]));
  });
});

describe("updating", () => {
  test("changes in place, adds and removes, and cleans up last", async () => {
    const [kept, removed, added] = ["kept", "removed", "added"].map((each) =>
      cloud.path(`update/${each}`),
    ) as [string, string, string];
    await cloud.create("update", {
      Resources: { Kept: parameter(kept, "1"), Removed: parameter(removed, "1") },
    });
    const stack = await cloud.update("update", {
      Resources: { Kept: parameter(kept, "2"), Added: parameter(added, "1") },
    });
    expect(stack.StackStatus).toBe("UPDATE_COMPLETE");
    expect([await cloud.value(kept), await cloud.value(removed), await cloud.value(added)]).toEqual([
      "2",
      null,
      "1",
    ]);
    const name = cloud.named("update");
    const story = await cloud.story(name);
    const cleanup = story.indexOf(`${name} UPDATE_COMPLETE_CLEANUP_IN_PROGRESS`);
    expect(story.slice(cleanup)).toEqual([
      `${name} UPDATE_COMPLETE_CLEANUP_IN_PROGRESS`,
      "Removed DELETE_IN_PROGRESS",
      "Removed DELETE_COMPLETE",
      `${name} UPDATE_COMPLETE`,
    ]);
  });

  test("a replacement is made before the old one goes, and its events are those of an update", async () => {
    const [before, after] = [cloud.path("replace/before"), cloud.path("replace/after")];
    await cloud.create("replace", { Resources: { P: parameter(before, "1") } });
    await cloud.update("replace", { Resources: { P: parameter(after, "1") } });
    expect([await cloud.value(before), await cloud.value(after)]).toEqual([null, "1"]);
    const story = (await cloud.story(cloud.named("replace")))
      .filter((line) => line.startsWith("P "))
      .slice(3);
    expect(story).toEqual([
      "P UPDATE_IN_PROGRESS",
      "P UPDATE_IN_PROGRESS",
      "P UPDATE_COMPLETE",
      "P DELETE_IN_PROGRESS",
      "P DELETE_COMPLETE",
    ]);
  });

  test("nothing to do is an error", async () => {
    const template = { Resources: { P: parameter(cloud.path("same"), "1") } };
    await cloud.create("same", template);
    await expect(cloud.update("same", template)).rejects.toMatchObject({
      name: "ValidationError",
      message: "No updates are to be performed.",
    });
  });

  test("a failure takes everything back", async () => {
    const [changed, added, replaced] = ["changed", "added", "replaced"].map((each) =>
      cloud.path(`back/${each}`),
    ) as [string, string, string];
    await cloud.create("back", {
      Resources: { Changed: parameter(changed, "1"), Replaced: parameter(replaced, "1") },
    });
    const stack = await cloud.update("back", {
      Resources: {
        Changed: parameter(changed, "2"),
        Added: parameter(added, "1"),
        Replaced: parameter(`${replaced}-new`, "1"),
        Bad: failing(cloud.path("back/bad"), { DependsOn: ["Changed", "Added", "Replaced"] }),
      },
    });
    expect(stack.StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect([
      await cloud.value(changed),
      await cloud.value(added),
      await cloud.value(replaced),
      await cloud.value(`${replaced}-new`),
    ]).toEqual(["1", null, "1", null]);
    const name = cloud.named("back");
    const statuses = (await cloud.story(name)).filter((line) => line.startsWith(`${name} `)).slice(2);
    expect(statuses).toEqual([
      `${name} UPDATE_IN_PROGRESS`,
      `${name} UPDATE_ROLLBACK_IN_PROGRESS`,
      `${name} UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS`,
      `${name} UPDATE_ROLLBACK_COMPLETE`,
    ]);
    const again = await cloud.update("back", {
      Resources: { Changed: parameter(changed, "3"), Replaced: parameter(replaced, "1") },
    });
    expect(again.StackStatus).toBe("UPDATE_COMPLETE");
  });

  test("with rollback disabled a failed update stays, and RollbackStack takes it back", async () => {
    const { RollbackStackCommand } = await import("@aws-sdk/client-cloudformation");
    const changed = cloud.path("stay/changed");
    await cloud.create("stay", { Resources: { Changed: parameter(changed, "1") } });
    const stack = await cloud.update(
      "stay",
      {
        Resources: {
          Changed: parameter(changed, "2"),
          Bad: failing(cloud.path("stay/bad"), { DependsOn: "Changed" }),
        },
      },
      { DisableRollback: true },
    );
    expect(stack.StackStatus).toBe("UPDATE_FAILED");
    expect(await cloud.value(changed)).toBe("2");
    await cloud.client.send(new RollbackStackCommand({ StackName: cloud.named("stay") }));
    expect((await cloud.settled(cloud.named("stay"))).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(await cloud.value(changed)).toBe("1");
  });

  test("a failed update can be tried again", async () => {
    const path = cloud.path("retry/p");
    const numbers = (value: string) => ({
      Resources: { P: parameter(path, value, {}, { AllowedPattern: "\\d+" }) },
    });
    await cloud.create("retry", numbers("1"));
    const failed = await cloud.update("retry", numbers("x"), { DisableRollback: true });
    expect(failed.StackStatus).toBe("UPDATE_FAILED");
    expect((await cloud.update("retry", numbers("2"))).StackStatus).toBe("UPDATE_COMPLETE");
    expect(await cloud.value(path)).toBe("2");
  });

  test("ContinueUpdateRollback is for stacks whose rollback failed", async () => {
    const { ContinueUpdateRollbackCommand } = await import("@aws-sdk/client-cloudformation");
    await cloud.create("whole", { Resources: { P: parameter(cloud.path("whole"), "1") } });
    await expect(
      cloud.client.send(new ContinueUpdateRollbackCommand({ StackName: cloud.named("whole") })),
    ).rejects.toThrow(/is in CREATE_COMPLETE state and can not continue rollback/);
  });

  test("the tags of a stack stay where an update does not name them", async () => {
    const path = cloud.path("tags/p");
    await cloud.create(
      "tags",
      { Resources: { P: parameter(path, "1") } },
      { Tags: [{ Key: "a", Value: "1" }] },
    );
    expect((await cloud.update("tags", { Resources: { P: parameter(path, "2") } })).Tags).toEqual([
      { Key: "a", Value: "1" },
    ]);
    const retagged = await cloud.update(
      "tags",
      { Resources: { P: parameter(path, "2") } },
      { Tags: [{ Key: "b", Value: "2" }] },
    );
    expect(retagged).toMatchObject({ StackStatus: "UPDATE_COMPLETE", Tags: [{ Key: "b", Value: "2" }] });
  });

  test("a stack that was never there cannot be updated", async () => {
    await expect(cloud.update("absent", { Resources: { P: parameter("/x", "1") } })).rejects.toMatchObject({
      name: "ValidationError",
    });
  });

  test("a stack that rolled back its creation can only be deleted", async () => {
    await cloud.create("dead", { Resources: { Bad: failing(cloud.path("dead/bad")) } });
    await expect(
      cloud.update("dead", { Resources: { P: parameter(cloud.path("dead/p"), "1") } }),
    ).rejects.toMatchObject({
      message: expect.stringContaining("is in ROLLBACK_COMPLETE state and can not be updated"),
    });
  });

  test("what is not supported is refused by name", async () => {
    const template = { Resources: { P: parameter(cloud.path("refused"), "1") } };
    const refused = [
      { StackPolicyBody: "{}" },
      {
        RollbackConfiguration: {
          RollbackTriggers: [{ Arn: "arn:aws:cloudwatch:x", Type: "AWS::CloudWatch::Alarm" }],
        },
      },
    ];
    for (const more of refused)
      await expect(cloud.create("refused", template, more)).rejects.toThrow(/does not support/);
  });
});

describe("deleting", () => {
  test("dependents go first; the stack stays readable by its ARN", async () => {
    const stack = await cloud.create("delete", {
      Resources: {
        A: parameter(cloud.path("delete/a"), "1"),
        B: parameter(cloud.path("delete/b"), "1", { DependsOn: "A" }),
      },
    });
    await cloud.remove(cloud.named("delete"));
    expect((await cloud.settled(stack.StackId ?? "")).StackStatus).toBe("DELETE_COMPLETE");
    await expect(cloud.describe(cloud.named("delete"))).rejects.toThrow(/does not exist/);
    const story = await cloud.story(stack.StackId ?? "");
    expect(story.indexOf("B DELETE_COMPLETE")).toBeLessThan(story.indexOf("A DELETE_IN_PROGRESS"));
  });

  test("policies keep resources", async () => {
    const path = cloud.path("retain/p");
    const stack = await cloud.create("retain", {
      Resources: { P: parameter(path, "1", { DeletionPolicy: "Retain" }) },
    });
    await cloud.remove(cloud.named("retain"));
    await cloud.settled(stack.StackId ?? "");
    expect(await cloud.value(path)).toBe("1");
    expect(await cloud.story(stack.StackId ?? "")).toContain("P DELETE_SKIPPED");
    const { DeleteParameterCommand } = await import("@aws-sdk/client-ssm");
    await cloud.ssm.send(new DeleteParameterCommand({ Name: path }));
  });

  test("RetainExceptOnCreate goes when the creation fails", async () => {
    const path = cloud.path("except/p");
    await cloud.create("except", {
      Resources: {
        P: parameter(path, "1", { DeletionPolicy: "RetainExceptOnCreate" }),
        Bad: failing(cloud.path("except/bad"), { DependsOn: "P" }),
      },
    });
    expect(await cloud.value(path)).toBeNull();
  });

  test("termination protection", async () => {
    const { UpdateTerminationProtectionCommand } = await import("@aws-sdk/client-cloudformation");
    const StackName = cloud.named("protected");
    await cloud.create(
      "protected",
      { Resources: { P: parameter(cloud.path("protected"), "1") } },
      { EnableTerminationProtection: true },
    );
    await expect(cloud.remove(StackName)).rejects.toThrow(/TerminationProtection is enabled/);
    await cloud.client.send(
      new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false }),
    );
    await cloud.remove(StackName);
  });

  test("what is not there is deleted already", async () => {
    await expect(cloud.remove(cloud.named("never"))).resolves.toBeUndefined();
  });

  test("RetainResources is for stacks whose deletion failed", async () => {
    const { DeleteStackCommand } = await import("@aws-sdk/client-cloudformation");
    await cloud.create("early", { Resources: { P: parameter(cloud.path("early"), "1") } });
    await expect(
      cloud.client.send(new DeleteStackCommand({ StackName: cloud.named("early"), RetainResources: ["P"] })),
    ).rejects.toThrow(/DELETE_FAILED state/);
  });
});

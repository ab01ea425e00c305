import {
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
  ListChangeSetsCommand,
} from "@aws-sdk/client-cloudformation";
import { describe, expect, test } from "vitest";
import { parameter, stacks } from "./stacks.ts";

const cloud = stacks();

async function propose(
  name: string,
  ChangeSetName: string,
  template: object,
  more: Partial<CreateChangeSetCommandInput> = {},
) {
  const StackName = cloud.named(name);
  await cloud.client.send(
    new CreateChangeSetCommand({ StackName, ChangeSetName, TemplateBody: JSON.stringify(template), ...more }),
  );
  for (;;) {
    const set = await cloud.client.send(new DescribeChangeSetCommand({ StackName, ChangeSetName }));
    if (!/PENDING|IN_PROGRESS/.test(set.Status ?? "")) return set;
  }
}

const execute = (name: string, ChangeSetName: string) =>
  cloud.client.send(new ExecuteChangeSetCommand({ StackName: cloud.named(name), ChangeSetName }));

describe("change sets", () => {
  test("a new stack waits in review, and is created by executing", async () => {
    const set = await propose(
      "new",
      "first",
      { Resources: { P: parameter(cloud.path("new"), "1") } },
      { ChangeSetType: "CREATE" },
    );
    expect(set).toMatchObject({ Status: "CREATE_COMPLETE", ExecutionStatus: "AVAILABLE" });
    expect(set.Changes).toMatchObject([{ ResourceChange: { Action: "Add", LogicalResourceId: "P" } }]);
    expect((await cloud.describe(cloud.named("new"))).StackStatus).toBe("REVIEW_IN_PROGRESS");
    await execute("new", "first");
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await cloud.describe(cloud.named("new"))).StackStatus === "CREATE_COMPLETE") break;
    }
    expect(await cloud.value(cloud.path("new"))).toBe("1");
    await cloud.remove(cloud.named("new"));
  });

  test("tells what is added, changed, replaced and removed", async () => {
    const path = (each: string) => cloud.path(`plan/${each}`);
    await cloud.create("plan", {
      Resources: {
        Changed: parameter(path("c"), "1"),
        Replaced: parameter(path("r"), "1"),
        Removed: parameter(path("x"), "1"),
        Same: parameter(path("s"), "1"),
      },
    });
    const set = await propose("plan", "next", {
      Resources: {
        Changed: parameter(path("c"), "2"),
        Replaced: parameter(path("r2"), "1"),
        Added: parameter(path("a"), "1"),
        Same: parameter(path("s"), "1"),
      },
    });
    const changes = Object.fromEntries(
      (set.Changes ?? []).map(({ ResourceChange: c }) => [c?.LogicalResourceId, c]),
    );
    expect(changes).toMatchObject({
      Added: { Action: "Add" },
      Changed: { Action: "Modify", Replacement: "False" },
      Replaced: { Action: "Modify", Replacement: "True", PolicyAction: "ReplaceAndDelete" },
      Removed: { Action: "Remove", PolicyAction: "Delete" },
    });
    expect(changes["Same"]).toBeUndefined();
    expect(changes["Replaced"]?.Details?.[0]?.Target).toMatchObject({
      Name: "Name",
      RequiresRecreation: "Always",
    });
  });

  test("one without changes fails with AWS's reason", async () => {
    const template = { Resources: { P: parameter(cloud.path("empty"), "1") } };
    await cloud.create("empty", template);
    const set = await propose("empty", "nothing", template);
    expect(set).toMatchObject({ Status: "FAILED", ExecutionStatus: "UNAVAILABLE" });
    expect(set.StatusReason).toMatch(/^The submitted information didn't contain changes\./);
    await expect(execute("empty", "nothing")).rejects.toMatchObject({
      name: "InvalidChangeSetStatusException",
    });
  });

  test("a deleted one is not found", async () => {
    await cloud.create("forget", { Resources: { P: parameter(cloud.path("forget"), "1") } });
    await propose("forget", "one", { Resources: { P: parameter(cloud.path("forget"), "2") } });
    const which = { StackName: cloud.named("forget"), ChangeSetName: "one" };
    await cloud.client.send(new DeleteChangeSetCommand(which));
    await expect(cloud.client.send(new DescribeChangeSetCommand(which))).rejects.toMatchObject({
      name: "ChangeSetNotFoundException",
    });
  });

  test("a direct update makes the others obsolete; executing one removes them", async () => {
    const template = (value: string) => ({ Resources: { P: parameter(cloud.path("obsolete"), value) } });
    await cloud.create("obsolete", template("1"));
    const StackName = cloud.named("obsolete");
    await propose("obsolete", "old", template("2"));
    await cloud.update("obsolete", template("3"));
    const old = await cloud.client.send(new DescribeChangeSetCommand({ StackName, ChangeSetName: "old" }));
    expect(old.ExecutionStatus).toBe("OBSOLETE");
    await expect(execute("obsolete", "old")).rejects.toMatchObject({
      name: "InvalidChangeSetStatusException",
    });
    await propose("obsolete", "new", template("4"));
    await execute("obsolete", "new");
    await cloud.settled(StackName);
    const { Summaries } = await cloud.client.send(new ListChangeSetsCommand({ StackName }));
    expect(Summaries?.map((each) => each.ChangeSetName)).toEqual(["new"]);
    expect(await cloud.value(cloud.path("obsolete"))).toBe("4");
  });

  test("a name is used once per stack", async () => {
    await cloud.create("twice", { Resources: { P: parameter(cloud.path("twice"), "1") } });
    await propose("twice", "one", { Resources: { P: parameter(cloud.path("twice"), "2") } });
    await expect(
      propose("twice", "one", { Resources: { P: parameter(cloud.path("twice"), "3") } }),
    ).rejects.toMatchObject({ name: "AlreadyExistsException" });
  });

  test("of type UPDATE needs a stack; of type CREATE none", async () => {
    const template = { Resources: { P: parameter(cloud.path("types"), "1") } };
    await expect(propose("types-absent", "one", template)).rejects.toMatchObject({ name: "ValidationError" });
    await cloud.create("types", template);
    await expect(propose("types", "one", template, { ChangeSetType: "CREATE" })).rejects.toMatchObject({
      name: "AlreadyExistsException",
    });
  });

  test("takes the express mode", async () => {
    await cloud.create("express", { Resources: { P: parameter(cloud.path("express"), "1") } });
    const set = await propose(
      "express",
      "one",
      { Resources: { P: parameter(cloud.path("express"), "2") } },
      { DeploymentConfig: { Mode: "EXPRESS" } },
    );
    expect(set.Status).toBe("CREATE_COMPLETE");
  });
});

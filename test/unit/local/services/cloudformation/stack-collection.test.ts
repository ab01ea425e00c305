import { expect, test } from "vitest";
import { openStore } from "../../../../../src/local/kernel/store.ts";
import { stackCollection } from "../../../../../src/local/services/cloudformation/stack-collection.ts";
import type {
  Snapshot,
  Stack,
  StackResource,
} from "../../../../../src/local/services/cloudformation/state.ts";

const resource = (logicalId: string, physicalId: string) =>
  ({ logicalId, physicalId, type: "AWS::SSM::Parameter" }) as StackResource;
const stack = (resources: readonly StackResource[]) =>
  ({
    id: "arn:one",
    resources: Object.fromEntries(resources.map((each) => [each.logicalId, each])),
  }) as unknown as Stack;

test("what an operation has noted is read with the stack, and becomes part of it at the next write", () => {
  const store = openStore(null);
  const stacks = stackCollection(store);
  stacks.put("arn:one", stack([resource("Old", "old"), resource("Changed", "before")]));
  stacks.putResource("arn:one", resource("Changed", "after"));
  stacks.putResource("arn:one", resource("New", "new"));
  stacks.putResource("arn:one2", resource("Other", "of another stack"));
  const ids = () => Object.values(stacks.get("arn:one")?.resources ?? {}).map(({ physicalId }) => physicalId);
  expect(ids()).toEqual(["old", "after", "new"]);
  stacks.dropResource("arn:one", "Old");
  expect(ids()).toEqual(["after", "new"]);

  // As after a crash: another process opens the same state.
  expect(stackCollection(store).get("arn:one")).toEqual(stacks.get("arn:one"));

  stacks.put("arn:one", stack([resource("New", "new")]));
  expect(ids()).toEqual(["new"]);
  store.close();
});

test("a stack that is not there has no resources either", () => {
  const store = openStore(null);
  const stacks = stackCollection(store);
  stacks.putResource("arn:one", resource("New", "new"));
  expect(stacks.get("arn:one")).toBeUndefined();
  store.close();
});

test("the template and what to go back to are written when they change, and read with the stack", () => {
  const store = openStore(null);
  const stacks = stackCollection(store);
  const lastGood = { id: "one", template: "{}" } as Snapshot;
  const before = { ...stack([]), template: "{}", lastGood: null };
  const during = { ...stack([]), template: "{ }", lastGood };
  const read = () => {
    const { template, lastGood } = stacks.get("arn:one") ?? {};
    return { template, lastGood };
  };
  for (const written of [before, during, { ...during, status: "UPDATE_COMPLETE" as const }, before]) {
    stacks.put("arn:one", written);
    expect(read()).toEqual({ template: written.template, lastGood: written.lastGood });
  }
  stacks.put("arn:one", during);
  stacks.put("arn:one", { ...during, lastGood: { ...lastGood, id: "two", template: "another" } });
  expect(read().lastGood?.template).toBe("another");
  store.close();
});

test("a write that is taken back leaves every part as it was", () => {
  const store = openStore(null);
  const stacks = stackCollection(store);
  // Large enough to be kept after it was read.
  const template = JSON.stringify({ text: "x".repeat(5000) });
  const before = { ...stack([]), template, lastGood: null };
  stacks.put("arn:one", before);
  expect(stacks.get("arn:one")).toEqual(before);
  const changed = { ...before, template: "{}", lastGood: { id: "one", template } as Snapshot };
  const taken = () =>
    store.transaction(() => {
      stacks.put("arn:one", changed);
      expect(stacks.get("arn:one")).toEqual(changed);
      throw new Error("taken back");
    });
  expect(taken).toThrow("taken back");
  expect(stacks.get("arn:one")).toEqual(before);
  stacks.put("arn:one", changed);
  expect(stackCollection(store).get("arn:one")).toEqual(changed);
  store.close();
});

test("a stack that an earlier version wrote in one piece is read, and written in parts", () => {
  const store = openStore(null);
  const whole = { ...stack([resource("A", "a")]), template: "{}", lastGood: null };
  store.collection("cloudformation.stacks").put("arn:one", whole);
  const stacks = stackCollection(store);
  expect(stacks.get("arn:one")).toEqual(whole);
  stacks.put("arn:one", { ...whole, template: "{ }" });
  expect(stacks.get("arn:one")?.template).toBe("{ }");
  store.close();
});

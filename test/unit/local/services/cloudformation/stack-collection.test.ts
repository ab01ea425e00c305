import { expect, test } from "vitest";
import { openStore } from "../../../../../src/local/kernel/store.ts";
import { stackCollection } from "../../../../../src/local/services/cloudformation/stack-collection.ts";
import type { Stack, StackResource } from "../../../../../src/local/services/cloudformation/state.ts";

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

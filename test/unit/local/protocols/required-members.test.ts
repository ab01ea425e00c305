import { expect, test } from "vitest";
import type { ServiceModel } from "../../../../src/local/protocols/model.ts";
import { missingMembers } from "../../../../src/local/protocols/required-members.ts";

const model = {
  shapes: {
    Input: {
      kind: "structure",
      members: {
        Name: { type: "string", required: true },
        Items: { type: "#Items" },
        ByKey: { type: "#ByKey" },
        Tree: { type: "#Tree" },
        Free: { type: "#Free" },
      },
    },
    Items: { kind: "list", member: { type: "#Item" } },
    ByKey: { kind: "map", key: { type: "string" }, value: { type: "#Items" } },
    Item: { kind: "structure", members: { Get: { type: "string", required: true } } },
    // Each contains the other, and only the second requires anything.
    Tree: { kind: "structure", members: { Left: { type: "#Branch" }, Leaf: { type: "string" } } },
    Branch: {
      kind: "structure",
      members: { Tree: { type: "#Tree" }, Id: { type: "string", required: true } },
    },
    Free: { kind: "structure", members: { Free: { type: "#Free" } } },
  },
} as unknown as ServiceModel;

test("missing members are named by their place, at any depth", () => {
  expect(missingMembers(model, "Input", { Name: "a" })).toEqual([]);
  expect(missingMembers(model, "Input", {})).toEqual(["name"]);
  const Items = [{ Get: "a" }, {}];
  expect(missingMembers(model, "Input", { Name: "a", Items, ByKey: { k: [{}] } })).toEqual([
    "items.2.member.get",
    "byKey.k.member.1.member.get",
  ]);
  const Tree = { Left: { Id: "1", Tree: { Left: {} } } };
  expect(missingMembers(model, "Input", { Name: "a", Tree })).toEqual(["tree.left.tree.left.id"]);
  expect(missingMembers(model, "Input", { Name: "a", Free: { Free: {} }, Items: null })).toEqual([]);
});

import { expect, test } from "vitest";
import { askModelFields } from "../../../../src/cli/prompts/ask-model-fields.ts";
import { scriptedPrompter } from "../../../support/scripted-prompter.ts";

const known = { models: ["Customer"], types: ["Priority"] };

test("answers become the arguments of the command line", async () => {
  const ask = scriptedPrompter([
    "invoice",
    "Invoice",
    "tenant",
    ...["number", "text", ["unique"]],
    ...["status", "oneOf", "draft, sent , paid", []],
    ...["priority", "Priority", ["optional"]],
    ...["tags", "text", ["unique", "list"], ["list"]],
    ...["done", "boolean", []],
    ...["customer", "belongsTo", "Customer", true],
    ...["parent", "belongsTo", "Invoice", false],
    ...["notes", "hasMany", "Customer"],
    "",
  ]);
  expect(await askModelFields(ask, known, null)).toEqual({
    name: "Invoice",
    fields: [
      "number:text:unique",
      "status:oneOf:draft,sent,paid",
      "priority:Priority:optional",
      "tags:text:list",
      "done:boolean",
      "customer:belongsTo:Customer:optional",
      "parent:belongsTo:Invoice",
      "notes:hasMany:Customer",
    ],
    scope: null,
  });
  expect(ask.refusals).toEqual([expect.stringContaining("PascalCase")]);
});

test("a model that exists keeps its scope", async () => {
  const ask = scriptedPrompter(["vip", "boolean", [], ""]);
  expect(await askModelFields(ask, known, "Customer")).toEqual({
    name: "Customer",
    fields: ["vip:boolean"],
    scope: null,
  });
});

test("wrong names and values are refused while they are typed", async () => {
  const ask = scriptedPrompter([
    "user",
    "Status",
    "status",
    "oneOf",
    "in progress",
    "open",
    [],
    "status",
    "",
  ]);
  expect(await askModelFields(ask, known, "Task")).toEqual({
    name: "Task",
    fields: ["status:oneOf:open"],
    scope: "user",
  });
  expect(ask.refusals).toEqual([
    expect.stringContaining("camelCase"),
    expect.stringContaining("in_progress"),
    "There is a field status already.",
  ]);
});

import { expect, test } from "vitest";
import { parseFunctionArguments } from "../../../../src/authoring/arguments/parse-function-arguments.ts";
import { askFunction } from "../../../../src/cli/prompts/ask-function.ts";
import { scriptedPrompter } from "../../../support/scripted-prompter.ts";

const known = { models: ["Invoice"], types: [] };

test.each([
  ["mutation", ["invoiceId", "id", [], ""], { input: ["invoiceId:id"] }],
  ["query", [""], { input: [] }],
  ["http", ["GET", "/health"], { method: "GET", path: "/health" }],
  ["schedule", ["15-minutes"], { every: "15-minutes" }],
  ["model-change", ["Invoice", ["created", "deleted"]], { model: "Invoice", on: "created,deleted" }],
  ["model-change", ["Invoice", []], { model: "Invoice" }],
  ["file-upload", [""], {}],
  ["file-upload", ["scans"], { prefix: "scans" }],
  ["sign-in", ["preSignUp"], { event: "preSignUp" }],
])("a %s function: %j", async (trigger, answers, options) => {
  const result = await askFunction(scriptedPrompter(["send-it", trigger, ...answers]), known, null, null);
  expect(result).toEqual({ name: "send-it", trigger, ...options });
  const { name, ...texts } = result;
  expect(parseFunctionArguments(name, texts)).toMatchObject({ ok: true });
});

test("what was given is not asked for", async () => {
  expect(await askFunction(scriptedPrompter(["1-hour"]), known, "tidy-up", "schedule")).toEqual({
    name: "tidy-up",
    trigger: "schedule",
    every: "1-hour",
  });
});

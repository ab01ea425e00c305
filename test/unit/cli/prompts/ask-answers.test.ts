import { expect, test } from "vitest";
import { askAnswers } from "../../../../src/cli/prompts/ask-answers.ts";
import { scriptedPrompter } from "../../../support/scripted-prompter.ts";

test("flags answer, and nothing is asked with --yes", async () => {
  const answers = await askAnswers(
    { yes: true, region: "eu-west-1", stages: "dev, live", roles: "boss" },
    "Acme CRM",
    null,
  );
  expect(answers).toEqual({
    name: "acme-crm",
    region: "eu-west-1",
    stages: ["dev", "live"],
    budget: "500",
    email: null,
    roles: ["boss", "member"],
  });
});

test("without a terminal and without --yes, every missing answer is named by its flag", async () => {
  await expect(askAnswers({ yes: false, region: "eu-west-1" }, "acme", null)).rejects.toMatchObject({
    code: "MISSING_ANSWER",
    message: expect.stringContaining("--stages, --budget, --roles"),
    remedy: expect.stringContaining("--yes"),
  });
});

test("a folder whose name makes none needs --name", async () => {
  await expect(askAnswers({ yes: true }, "..", null)).rejects.toMatchObject({
    remedy: "Give it: --name acme",
  });
});

test("a person is asked for what flags do not give, and told why an answer does not do", async () => {
  const prompter = scriptedPrompter([
    "Acme",
    "acme",
    "eu-central-1",
    "dev",
    "-5",
    "800",
    "ops@acme.example",
    "admin",
  ]);
  const answers = await askAnswers({ yes: false }, "folder", prompter);
  expect(answers).toEqual({
    name: "acme",
    region: "eu-central-1",
    stages: ["dev"],
    budget: "800",
    email: "ops@acme.example",
    roles: ["admin", "member"],
  });
  expect(prompter.refusals).toEqual([
    expect.stringContaining("kebab-case"),
    expect.stringContaining("whole number of US dollars"),
  ]);
});

test("a region that is not in the list can be typed", async () => {
  const prompter = scriptedPrompter(["other", "eu-south-2"]);
  const flags = { yes: false, name: "acme", stages: "dev", budget: "1", email: "", roles: "admin" };
  expect((await askAnswers(flags, "folder", prompter)).region).toBe("eu-south-2");
});

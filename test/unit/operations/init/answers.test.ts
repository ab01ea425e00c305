import { expect, test } from "vitest";
import {
  type Answers,
  checkAnswers,
  checks,
  nameFromFolder,
} from "../../../../src/operations/init/answers.ts";

const good: Answers = {
  name: "acme-crm",
  region: "eu-west-1",
  stages: ["dev", "prod"],
  budget: "500",
  email: "ops@acme.example",
  roles: ["admin", "member"],
};

test("good answers pass", () => {
  expect(() => checkAnswers(good)).not.toThrow();
  expect(() => checkAnswers({ ...good, email: null })).not.toThrow();
});

test.each([
  ["name", ""],
  ["name", "ab"],
  ["name", "Acme"],
  ["name", "a".repeat(25)],
  ["name", "acme_crm"],
  ["name", "../acme"],
  ["name", "acme\nevil"],
  ["name", "ac`id`"],
  ["name", "аcme"],
  ["region", "europe"],
  ["region", "eu-west-1'"],
  ["stages", []],
  ["stages", ["dev", "dev"]],
  ["stages", ["local"]],
  ["stages", ["Dev"]],
  ["stages", ["a".repeat(17)]],
  ["budget", "0"],
  ["budget", "-1"],
  ["budget", "1.5"],
  ["budget", "1e3"],
  ["budget", "500 USD"],
  ["budget", "1000001"],
  ["email", "ops"],
  ["email", 'ops@acme.example" } }); evil({ x: "'],
  ["roles", ["creator"]],
  ["roles", ["project lead"]],
  ["roles", ["admin", "admin"]],
])("%s %j is refused with a reason", (flag, value) => {
  expect(() => checkAnswers({ ...good, [flag]: value })).toThrow(
    expect.objectContaining({
      code: "INVALID_ANSWER",
      exit: 2,
      problems: [
        { file: null, line: null, message: expect.any(String), remedy: expect.stringContaining(`--${flag}`) },
      ],
    }),
  );
});

test("every wrong answer is reported at once", () => {
  const wrong = { name: "A", region: "x", stages: [], budget: "x", email: "x", roles: ["x y"] };
  expect(() => checkAnswers(wrong)).toThrow(
    expect.objectContaining({ problems: expect.toSatisfy((list) => list.length === 6) }),
  );
});

test.each([
  ["Acme CRM", "acme-crm"],
  ["acmeCrm", "acme-crm"],
  ["2024-acme", "acme"],
  ["a very long folder name of a company", "a-very-long-folder-name"],
  ["..", null],
  ["x", null],
  ["企業", null],
])("the folder %j suggests the name %j", (folder, name) => {
  expect(nameFromFolder(folder)).toBe(name);
  if (name !== null) expect(checks.name(name)).toBeNull();
});

import { expect, test } from "vitest";
import type { Backend } from "../../src/definition/ir.ts";
import { everything } from "../support/backends/everything.ts";
import { lockFor } from "../support/backends/lock-for.ts";
import { model } from "../support/backends/parts.ts";
import { resourcesOf } from "./support/inspect.ts";
import { synth } from "./support/synth.ts";
import { temporaryProject } from "./support/temporary-project.ts";

/** Names that constructs, parameters or data sources of the app have as well. */
const models = ["Default", "Nothing", "Pooled", "Resource", "Role", "Table", "Tables"];
const events = ["customMessage", "postAuthentication", "postConfirmation", "preSignUp"] as const;
const functions = ["default", "resource", "table", "users"];
const others = ["api", "budget", "dead-letters", "default-function", "functions1", "models1", "steps"];

const backend: Backend = {
  ...everything,
  enums: [],
  objects: [],
  models: models.map((name) => model(name, { plural: `${name}s2`, dedicated: true, fields: [] })),
  functions: [
    ...functions.map((name, position) => ({
      name,
      trigger: { kind: "signIn", event: events[position] ?? "preSignUp" } as const,
      timeoutSeconds: 5,
    })),
    ...others.map((name) => ({
      name,
      trigger: { kind: "schedule", expression: "rate(1 day)", timezone: "UTC" } as const,
      timeoutSeconds: 60,
    })),
  ]
    .map((each) => ({
      ...each,
      source: { file: `functions/${each.name}/function.ts` },
      description: null,
      access: [],
      secrets: [],
      environment: {},
      memoryMb: 256,
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
};

test("no name of a model or function clashes with those of the app itself", async () => {
  const assembly = await synth(temporaryProject(backend, lockFor(backend)), { validate: true });
  expect(assembly.output).toBe("");
  const resources = resourcesOf(assembly);
  const count = (type: string) => resources.filter(({ Type }) => Type === type).length;
  expect(count("AWS::DynamoDB::Table")).toBe(models.length + 1);
  expect(count("AWS::Lambda::Function")).toBe(functions.length + others.length + 2);
  expect(count("AWS::AppSync::Resolver")).toBe(models.length * 6 + 1);
  const sources = resources.filter(({ Type }) => Type === "AWS::AppSync::DataSource");
  const names = sources.map(({ Properties }) => Properties?.["Name"]);
  expect(new Set(names).size).toBe(models.length + 2);
}, 60_000);

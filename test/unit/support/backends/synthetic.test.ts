import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { modelText } from "../../../../bench/project/model-text.ts";
import { loadDefinition } from "../../../../src/definition/load-definition.ts";
import { kebab } from "../../../support/backends/parts.ts";
import { syntheticBackend } from "../../../support/backends/synthetic.ts";

let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "plinth-synthetic-"));
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

const config = `import { defineConfig } from "plinth";
export default defineConfig({
  name: "acme",
  region: "eu-west-1",
  stages: { dev: {} },
  roles: ["admin", "member"],
  budget: { monthlyUsd: 500 },
});
`;

test("a synthetic backend is what its models say in the language of users", async () => {
  const backend = syntheticBackend(40);
  mkdirSync(join(project, "models"));
  mkdirSync(join(project, "node_modules"));
  symlinkSync(join(import.meta.dirname, "../../../.."), join(project, "node_modules/plinth"), "junction");
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  writeFileSync(join(project, "plinth.config.ts"), config);
  for (const model of backend.models) {
    writeFileSync(join(project, "models", `${kebab(model.name)}.ts`), modelText(model, backend));
  }
  const { models, enums } = await loadDefinition(project).catch((e) => {
    throw new Error(JSON.stringify(e.problems.slice(0, 2), null, 1));
  });
  expect({ models, enums }).toEqual({ models: backend.models, enums: backend.enums });
});

test("adding a model changes only the models it belongs to", () => {
  const before = new Map(syntheticBackend(200).models.map((model) => [model.name, model]));
  const changed = syntheticBackend(201).models.filter((model) => {
    return JSON.stringify(before.get(model.name)) !== JSON.stringify(model);
  });
  expect(changed).toHaveLength(2);
});

import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { assertValidSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appsyncSchema } from "../../src/local/services/appsync/graphql/appsync-schema.ts";
import { generate } from "../../src/operations/generate.ts";
import { synth } from "../../src/operations/synth.ts";
import { type ExampleProject, generatedExample, unwatched } from "./example-project.ts";

const typescript = join(import.meta.dirname, "../../node_modules/typescript7/bin/tsc");

interface Template {
  readonly Resources: Readonly<Record<string, unknown>>;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
}

describe.each(["calcom", "field-service", "langfuse"])("%s", (name) => {
  let project: ExampleProject;

  beforeAll(async () => {
    project = await generatedExample(name);
  }, 60_000);
  afterAll(() => project.remove());

  test("generates the same again, and the lock that is committed", async () => {
    const again = await generate({ project: project.folder, check: true, force: false }, unwatched);
    expect(again).toMatchObject({ created: [], updated: [], pruned: [] });
  });

  test("has a GraphQL schema that is valid and within AppSync's megabyte", () => {
    const schema = project.read("infra/schema.gen.graphql");
    expect(() => assertValidSchema(appsyncSchema(schema))).not.toThrow();
    expect(Buffer.byteLength(schema)).toBeLessThanOrEqual(1_000_000);
  });

  test("type-checks under the strictest settings: models, handlers and what was generated", () => {
    const { status, output } = run(process.execPath, [typescript, "-p", "tsconfig.json"], project.folder);
    expect(output).toBe("");
    expect(status).toBe(0);
  }, 120_000);

  test("synthesizes into templates within CloudFormation's limits", async () => {
    const out = join(project.folder, "cdk.out");
    const { resources } = await synth(
      { project: project.folder, stage: "prod", out, fast: false },
      unwatched,
    );
    expect(resources).toBeLessThanOrEqual(2_500);
    const files = readdirSync(out).filter((file) => file.endsWith(".template.json"));
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of files) {
      const text = project.read(join("cdk.out", file));
      const template = JSON.parse(text) as Template;
      expect(Buffer.byteLength(text), file).toBeLessThanOrEqual(1_000_000);
      expect(Object.keys(template.Resources).length, file).toBeLessThanOrEqual(500);
      expect(Object.keys(template.Parameters ?? {}).length, file).toBeLessThanOrEqual(200);
      expect(Object.keys(template.Outputs ?? {}).length, file).toBeLessThanOrEqual(200);
    }
  }, 120_000);
});

function run(command: string, args: readonly string[], cwd: string): { status: number; output: string } {
  try {
    return { status: 0, output: execFileSync(command, args, { cwd, encoding: "utf8" }) };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { status, output: stdout };
  }
}

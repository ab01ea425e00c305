import { execFile } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { templatesFolder } from "../../src/files/template-text.ts";
import { everything, everythingLock } from "../support/backends/everything.ts";
import { synth } from "./support/synth.ts";
import { temporaryProject } from "./support/temporary-project.ts";

const run = promisify(execFile);
const packages = join(import.meta.dirname, "../../node_modules");

/** A project with the settings that `plinth init` writes. */
function initialized(): string {
  const project = temporaryProject(everything, everythingLock);
  for (const file of ["cdk.json", "tsconfig.json"]) {
    copyFileSync(join(templatesFolder(), "project", file), join(project, file));
  }
  return project;
}

test("the CDK's own command gives the same templates and assets, byte for byte", async () => {
  const project = initialized();
  const ours = await synth(project);
  await run(
    process.execPath,
    [join(packages, "aws-cdk/bin/cdk"), "synth", "--quiet", "--output", "cdk.cli"],
    {
      cwd: project,
      env: { PATH: process.env["PATH"], HOME: project, CDK_VALIDATION: "false" },
    },
  );
  const names = readdirSync(ours.folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.(json|mjs|map|graphql)$/.test(name) && name !== "validation-report.json",
  );
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) {
    const theirs = join(project, "cdk.cli", name);
    expect(existsSync(theirs), name).toBe(true);
    expect(readFileSync(theirs, "utf8") === readFileSync(join(ours.folder, name), "utf8"), name).toBe(true);
  }
}, 60_000);

test("nothing in the assembly names a folder of this machine", async () => {
  const project = temporaryProject(everything, everythingLock);
  const { folder } = await synth(project, { context: { nag: "true" } });
  const texts = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".json"),
  );
  for (const name of texts) expect(readFileSync(join(folder, name), "utf8"), name).not.toContain(project);
}, 60_000);

test("the app never imports Plinth", () => {
  const infra = join(temporaryProject(everything, everythingLock), "infra");
  const sources = readdirSync(infra, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.c?ts$/.test(name),
  );
  expect(sources.length).toBeGreaterThan(60);
  for (const name of sources) {
    expect(readFileSync(join(infra, name), "utf8"), name).not.toMatch(/from "plinth|import\("plinth/);
  }
});

test("everything in infra/ type-checks under the strictest settings", async () => {
  const typescript = join(packages, "typescript7/bin/tsc");
  const { stdout } = await run(process.execPath, [typescript, "-p", "tsconfig.json"], { cwd: initialized() });
  expect(stdout).toBe("");
}, 60_000);

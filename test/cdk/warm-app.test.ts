import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { generate } from "../../src/operations/generate.ts";
import { readCdkSettings } from "../../src/operations/synth/cdk-settings.ts";
import { runApp } from "../../src/operations/synth/run-app.ts";
import { warmApp } from "../../src/operations/synth/warm/warm-app.ts";
import { projectFolder, unwatched } from "../support/deployed/project-folder.ts";

const { signal } = unwatched;

const files = {
  "plinth.config.ts":
    'import { defineConfig } from "plinth";\nexport default defineConfig({ name: "warm", region: "eu-west-1", stages: { dev: {} } });\n',
  "models/note.ts": 'import { model, text } from "plinth";\nexport const Note = model({ title: text() });\n',
};

/** Every file of an assembly. */
function assembly(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length), readFileSync(path, "utf8")]));
}

test("whatever changes between turns, it writes what a new process writes", async () => {
  const project = await projectFolder({ name: "warm", files });
  const app = warmApp(project.folder);
  onTestFinished(() => {
    app.close();
    project.remove();
  });
  let turn = 0;
  async function both(): Promise<[Record<string, string>, Record<string, string>]> {
    turn += 1;
    const settings = readCdkSettings(project.folder, { stage: "local" });
    const [warm, cold] = [
      join(project.folder, `cdk.out/warm-${turn}`),
      join(project.folder, `cdk.out/cold-${turn}`),
    ];
    await app.run(settings, warm, signal);
    await runApp(project.folder, settings, cold, true, signal);
    return [assembly(warm), assembly(cold)];
  }

  const [first, cold] = await both();
  expect(first).toEqual(cold);
  expect(Object.keys(first).length).toBeGreaterThan(5);

  project.write({
    "models/note.ts": files["models/note.ts"].replace("title: text()", "title: text(), body: text()"),
  });
  expect((await app.generate(signal)).paths).toContain("infra/models/note.gen.ts");
  const [changed, changedCold] = await both();
  expect(changed).toEqual(changedCold);
  expect(changed).not.toEqual(first);

  // A file that stays loaded, and one that custom.ts imports.
  const runtime = "infra/runtime/constructs/log-group.ts";
  project.write({
    [runtime]: project.read(runtime).replace("retentionInDays: ", "retentionInDays: 0 + "),
    "infra/names.ts": 'export const description = "Mine";\n',
    "infra/custom.ts": project
      .read("infra/custom.ts")
      .replace(/^/, 'import { description } from "./names.ts";\n')
      .replace(/(customize[^{]*\{[^}]*\}[^{]*\{)/, "$1 console.log(description);"),
  });
  const [edited, editedCold] = await both();
  expect(edited).toEqual(editedCold);
}, 60_000);

test("what fails is told as it always is, and the next turn works", async () => {
  const project = await projectFolder({ name: "warm", files });
  const app = warmApp(project.folder);
  onTestFinished(() => {
    app.close();
    project.remove();
  });
  await generate({ project: project.folder, check: false, force: false }, unwatched);
  const custom = project.read("infra/custom.ts");
  const settings = readCdkSettings(project.folder, { stage: "local" });
  const run = (name: string) => app.run(settings, join(project.folder, "cdk.out", name), signal);
  await app.generate(signal);
  for (const broken of ['throw new Error("On purpose");\n', "process.exit(0);\n", "const = ;\n"]) {
    writeFileSync(join(project.folder, "infra/custom.ts"), custom + broken);
    if (broken.startsWith("process")) await run("exit").catch(() => {});
    else await expect(run("broken")).rejects.toMatchObject({ code: "SYNTH_FAILED" });
  }
  writeFileSync(join(project.folder, "infra/custom.ts"), custom);
  await run("good");
  expect(readdirSync(join(project.folder, "cdk.out/good"))).toContain("manifest.json");

  project.write({ "models/note.ts": "export const = ;\n" });
  await expect(app.generate(signal)).rejects.toMatchObject({
    code: "DEFINITION_INVALID",
    problems: [{ file: "models/note.ts", line: 1 }],
  });
  project.write({ "models/note.ts": files["models/note.ts"] });
  expect((await app.generate(signal)).app.name).toBe("warm");
}, 60_000);

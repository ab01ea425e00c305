import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { seed } from "../../../src/operations/seed.ts";

const unwatched = { report: () => {}, signal: new AbortController().signal };

function projectWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "plinth-seed-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const config = `import { defineConfig } from "plinth";
export default defineConfig({ name: "acme", region: "eu-west-1", stages: { dev: {}, prod: { protected: true } } });
`;
  for (const [path, text] of Object.entries({ "plinth.config.ts": config, ...files }))
    writeFileSync(join(folder, path), text);
  return folder;
}

const run = (project: string, stage: string, allowProtected = false) =>
  seed({ project, stage, allowProtected, onLog: () => {} }, unwatched);

test("a protected stage is refused before anything is connected, and a flag names what lifts that", async () => {
  const project = projectWith({ "seed.ts": "export default async () => {};\n" });
  await expect(run(project, "prod")).rejects.toMatchObject({
    code: "STAGE_PROTECTED",
    remedy: expect.stringContaining("--allow-protected"),
    exit: 3,
  });
});

test("a project without a seed, a stage that is not there, and one where nothing is deployed", async () => {
  await expect(run(projectWith({}), "local")).rejects.toMatchObject({ code: "SEED_MISSING" });
  const project = projectWith({ "seed.ts": "export default async () => {};\n" });
  await expect(run(project, "nowhere")).rejects.toMatchObject({ code: "UNKNOWN_STAGE" });
  await expect(run(project, "local")).rejects.toMatchObject({ code: "NOT_DEPLOYED" });
}, 30_000);

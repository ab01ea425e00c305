import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ProjectFolder, projectFolder } from "../support/deployed/project-folder.ts";
import { keys, onTerminal } from "./support/terminal.ts";

let project: ProjectFolder;

const note = (more: string) =>
  `import { model, text } from "plinth";\nexport const Note = model({ title: text(), ${more} });\n`;

beforeAll(async () => {
  project = await projectFolder({
    name: "terminal",
    files: {
      "plinth.config.ts":
        'import { defineConfig } from "plinth";\nexport default defineConfig({ name: "paper", region: "eu-west-1", stages: { dev: {} } });\n',
      "models/note.ts": note(""),
    },
  });
}, 60_000);

afterAll(() => project?.remove());

test("a panel with addresses stays below what happens, r deploys again, and Ctrl-C ends it with the data kept", async () => {
  const terminal = onTerminal(["dev"], { folder: project.folder });
  await terminal.see("Ready in");
  await terminal.see("paper local");
  await terminal.see("GraphQL   http://localhost:");
  await terminal.see("/_plinth/outbox");
  project.write({ "models/note.ts": note("body: text().optional(),") });
  await terminal.see("models/note.ts: field body added; live in");
  project.write({ "models/note.ts": note("body: txt(),") });
  await terminal.see("models/note.ts: not deployed");
  await terminal.see("models/note.ts:2");
  await terminal.see("broken; the last good version is served");
  project.write({ "models/note.ts": note("body: text().optional(),") });
  await terminal.see("as it was deployed; live in");
  terminal.press("r");
  await terminal.see("redeploy: nothing to deploy");
  terminal.press(keys.controlC);
  expect(await terminal.ended()).toBe(0);
  // The cursor is shown again.
  expect(terminal.raw().lastIndexOf("\u001b[?25h")).toBeGreaterThan(
    terminal.raw().lastIndexOf("\u001b[?25l"),
  );
  expect(readdirSync(join(project.folder, ".plinth/cloud"))).toContain("state.sqlite");
  expect(readdirSync(join(project.folder, ".plinth/cloud"))).not.toContain("cloud.lock");
}, 120_000);

test("a project that is broken from the beginning is waited for, and q ends it", async () => {
  project.write({ "models/note.ts": "export const = ;\n" });
  const terminal = onTerminal(["dev", "--reset"], { folder: project.folder });
  await terminal.see("models/note.ts:1");
  project.write({ "models/note.ts": note("") });
  await terminal.see("live since");
  terminal.press("q");
  expect(await terminal.ended()).toBe(0);
}, 120_000);

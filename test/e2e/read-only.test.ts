import { chmodSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filesBelow } from "./support/files-below.ts";
import { plinth } from "./support/run.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const folder = temporaryFolder();
const project = join(folder, "acme");
/** Root may write everywhere: tests that run as root start the command as nobody. */
const user = process.getuid?.() === 0 ? 65_534 : undefined;

function setWritable(writable: boolean): void {
  chmodSync(folder, writable ? 0o755 : 0o555);
  chmodSync(project, writable ? 0o755 : 0o555);
  for (const entry of readdirSync(project, { recursive: true, withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    chmodSync(join(entry.parentPath, entry.name), writable ? 0o755 : 0o555);
  }
}

beforeAll(async () => {
  const made = await plinth(["init", "acme", "--yes", "--no-install", "--no-git"], { folder });
  expect(made).toMatchObject({ code: 0 });
  rmSync(join(project, "infra/app.ts"));
  setWritable(false);
});
afterAll(() => setWritable(true));

test.each([
  [["generate"], "infra/app.ts cannot be written"],
  [["add-model", "Order", "title:text"], "cannot be written"],
  [["add-function", "greet", "--trigger", "query"], "cannot be written"],
  [["synth"], "cdk.out cannot be written"],
  [["synth", "--out", "../elsewhere/deep"], "elsewhere"],
  [["init", "new", "--yes", "--no-install"], "new cannot be written"],
])("%j in a folder that cannot be written", async (words, place) => {
  const before = filesBelow(folder);
  const { code, stdout, stderr } = await plinth(words, { folder: project, user });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(place);
  expect(stderr).toContain("Nothing was changed. Make it writable for you (chmod u+w)");
  expect(stderr).not.toContain(".plinth-");
  expect(filesBelow(folder)).toEqual(before);
});

test.each(["models", "plinth.lock.json", "plinth.config.ts"])("%s that cannot be read", async (path) => {
  setWritable(true);
  if (path === "models") mkdirSync(join(project, path), { recursive: true });
  chmodSync(join(project, path), 0o000);
  const { code, stderr } = await plinth(["generate"], { folder: project, user });
  chmodSync(join(project, path), 0o755);
  expect(code).toBe(2);
  expect(stderr).toContain(`${path} may not be read or written by you.`);
  expect(stderr).toContain("chmod u+rw");
});

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startRepository } from "../../../src/project/git.ts";

let folder: string;
const signal = new AbortController().signal;
const git = (...words: string[]) => execFileSync("git", words, { cwd: folder, encoding: "utf8" });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plinth-git-"));
  writeFileSync(join(folder, "a.txt"), "a");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("everything is in a first commit, or staged where git knows no author", async () => {
  const outcome = await startRepository(folder, "Start", signal);
  expect(["committed", "staged"]).toContain(outcome);
  expect(git("ls-files")).toBe("a.txt\n");
  if (outcome === "committed") expect(git("log", "--format=%s")).toBe("Start\n");
});

test("a folder inside a repository is left to its owner", async () => {
  await startRepository(folder, "Start", signal);
  mkdirSync(join(folder, "inner"));
  expect(await startRepository(join(folder, "inner"), "Start", signal)).toBe("inside-repository");
});

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { detectPackageManager, isOnPath } from "../../../src/project/package-manager.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "plinth-manager-"));
  mkdirSync(join(root, ".git"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const agent = { npm_config_user_agent: "pnpm/12.21.0 npm/? node/v24.21.0 linux x64" };

test("the packageManager field wins over everything", () => {
  writeFileSync(join(root, "package.json"), '{"packageManager":"yarn@4.18.1+sha512.abc"}');
  writeFileSync(join(root, "package-lock.json"), "{}");
  expect(detectPackageManager(root, agent)).toBe("yarn");
});

test.each([
  ["package-lock.json", "npm"],
  ["pnpm-lock.yaml", "pnpm"],
  ["pnpm-workspace.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
])("%s in the repository means %s, for a folder still to be made as well", (lockfile, manager) => {
  writeFileSync(join(root, lockfile), "");
  expect(detectPackageManager(join(root, "apps", "acme"), { npm_config_user_agent: "npm/11" })).toBe(manager);
});

test("a lockfile above the repository belongs to something else", () => {
  writeFileSync(join(root, "yarn.lock"), "");
  mkdirSync(join(root, "other", ".git"), { recursive: true });
  expect(detectPackageManager(join(root, "other", "acme"), agent)).toBe("pnpm");
});

test("then the one that started Plinth, then what is on the PATH, then npm", () => {
  expect(detectPackageManager(root, agent)).toBe("pnpm");
  writeFileSync(join(root, "bun"), "");
  chmodSync(join(root, "bun"), 0o755);
  expect(detectPackageManager(root, { PATH: root })).toBe("bun");
  expect(detectPackageManager(root, { PATH: "" })).toBe("npm");
});

test("a broken package.json says nothing", () => {
  writeFileSync(join(root, "package.json"), "{");
  expect(detectPackageManager(root, agent)).toBe("pnpm");
});

test("a folder or a file that cannot be run is no program", () => {
  mkdirSync(join(root, "npm"));
  writeFileSync(join(root, "yarn"), "");
  expect(isOnPath("npm", { PATH: root })).toBe(false);
  expect(isOnPath("yarn", { PATH: root })).toBe(false);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findProject } from "../../../src/project/find-project.ts";

const root = mkdtempSync(join(tmpdir(), "plinth-find-"));
afterAll(() => rmSync(root, { recursive: true }));

test("the nearest folder with a plinth.config.ts is the project", () => {
  mkdirSync(join(root, "acme/infra/runtime"), { recursive: true });
  writeFileSync(join(root, "acme/plinth.config.ts"), "");
  expect(findProject(join(root, "acme/infra/runtime"))).toBe(join(root, "acme"));
  expect(findProject(join(root, "acme"))).toBe(join(root, "acme"));
});

test("elsewhere, the remedy is to make one", () => {
  expect(() => findProject(root)).toThrow(
    expect.objectContaining({ code: "NOT_A_PROJECT", remedy: expect.stringContaining("plinth init") }),
  );
});

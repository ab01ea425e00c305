import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Backend } from "../../../src/definition/ir.ts";
import type { Lock } from "../../../src/definition/lock.ts";
import { writeProject } from "./write-project.ts";

/** A new project in a temporary folder, for the caller to remove. */
export function newProject(backend: Backend, lock: Lock): string {
  return writeProject(realpathSync(mkdtempSync(join(tmpdir(), "plinth-cdk-"))), backend, lock);
}

/** A new project, removed when the test that asks for it is over. */
export function temporaryProject(backend: Backend, lock: Lock): string {
  const folder = newProject(backend, lock);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Backend } from "../../../src/definition/ir.ts";
import type { Lock } from "../../../src/definition/lock.ts";
import { writeProject } from "./write-project.ts";

/** A temporary project folder, removed when the test that asks for it is over. */
export function temporaryProject(backend: Backend, lock: Lock): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "plinth-cdk-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return writeProject(folder, backend, lock);
}

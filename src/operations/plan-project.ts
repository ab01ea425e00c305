import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assignLock } from "../definition/assign-lock.ts";
import type { Backend } from "../definition/ir.ts";
import { loadDefinition } from "../definition/load-definition.ts";
import { emptyLock, type Lock } from "../definition/lock.ts";
import { parseLock } from "../definition/parse-lock.ts";
import { printLock } from "../definition/print-lock.ts";
import { UserError } from "../errors/user-error.ts";
import type { FileChange } from "../files/file-change.ts";
import { finishInterrupted } from "../files/journal.ts";
import { type GenerationPlan, planGeneration } from "../files/plan-generation.ts";
import { generateAll } from "../generators/all.ts";
import { refuseLargeSchema } from "./generate/schema-size.ts";

const lockFile = "plinth.lock.json";

export interface ProjectPlan extends GenerationPlan {
  readonly backend: Backend;
  /** What is in `plinth.lock.json` (empty where there is none yet), and what will be. */
  readonly locks: { readonly before: Lock; readonly after: Lock };
}

/**
 * What generating would change in a project, the lock included. Reads models and functions; writes nothing (but first
 * completes changes that a killed process had decided on).
 *
 * @param project absolute path
 * @param overlay changes of the user's own files to reckon with; they are not part of the plan
 * @throws UserError with every problem of the definition
 */
export async function planProject(
  project: string,
  overlay: readonly FileChange[] = [],
): Promise<ProjectPlan> {
  finishInterrupted(project);
  const before = readLock(project);
  const backend = await loadDefinition(project, { overlay });
  const old = before === null ? emptyLock : parseLock(before);
  const lock = assignLock(backend, old);
  const files = generateAll(backend, lock);
  refuseLargeSchema(files);
  const plan = {
    ...planGeneration(project, files),
    backend,
    locks: { before: old, after: lock },
  };
  const after = printLock(lock);
  if (before !== null && before.replaceAll("\r\n", "\n") === after) return plan;
  const change: FileChange = { path: lockFile, before, after };
  return {
    ...plan,
    changes: [...plan.changes, change],
    created: before === null ? [...plan.created, lockFile] : plan.created,
    updated: before === null ? plan.updated : [...plan.updated, lockFile],
  };
}

/** A project that was generated and has no lock has lost it: a new one could give indexes other slots than the data has. */
function readLock(project: string): string | null {
  if (existsSync(join(project, lockFile))) return readFileSync(join(project, lockFile), "utf8");
  if (!existsSync(join(project, "infra", "backend.gen.ts"))) return null;
  throw new UserError({
    code: "LOCK_MISSING",
    message: `${lockFile} is gone. It says where the data's indexes are, so Plinth does not guess a new one.`,
    remedy: `Bring it back: git checkout -- ${lockFile}. Where nothing was ever deployed, delete infra/ instead.`,
  });
}

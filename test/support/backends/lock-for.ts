import { assignLock } from "../../../src/definition/assign-lock.ts";
import type { Backend } from "../../../src/definition/ir.ts";
import { emptyLock, type Lock } from "../../../src/definition/lock.ts";

/** The lock of a project that is generated for the first time. */
export function lockFor(backend: Backend): Lock {
  return assignLock(backend, emptyLock);
}

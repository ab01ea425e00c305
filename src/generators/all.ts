import type { Backend } from "../definition/ir.ts";
import type { Lock } from "../definition/lock.ts";
import { cdk } from "./cdk/index.ts";
import type { GeneratedFile, Generator } from "./generator.ts";
import { graphql } from "./graphql/index.ts";
import { resolvers } from "./resolvers/index.ts";
import { types } from "./types/index.ts";

/** Every generator, in the order their files are reported. */
const generators: readonly Generator[] = [graphql, resolvers, types, cdk];

/**
 * Everything Plinth writes for a backend.
 *
 * @param lock up to date with the backend (see `assignLock`)
 */
export function generateAll(backend: Backend, lock: Lock): readonly GeneratedFile[] {
  return generators.flatMap((generator) => generator(backend, lock));
}

import type { Backend } from "../../../src/definition/ir.ts";
import type { Lock, LockedFunction, LockedModel } from "../../../src/definition/lock.ts";

/** Models a nested stack holds in these fixtures. */
const perShard = 20;

/**
 * The lock of a project that was generated once: slots from 1 in the order of index names, models and functions spread
 * over nested stacks in name order.
 */
export function lockFor(backend: Backend): Lock {
  const models: Record<string, LockedModel> = {};
  backend.models.forEach((model, position) => {
    models[model.name] = {
      shard: Math.floor(position / perShard) + 1,
      retired: false,
      indexes: Object.fromEntries(
        model.indexes.map((index, slot) => [
          index.name,
          { slot: slot + 1, revision: 1, hash: index.hash, sort: index.sort, retired: false },
        ]),
      ),
    };
  });
  const functions: Record<string, LockedFunction> = {};
  for (const { name } of backend.functions) functions[name] = { shard: 1, retired: false };
  return { version: 1, models, functions };
}

import type { Engine } from "../engine.ts";
import { poolNotFound } from "../errors.ts";
import type { IdentityPool } from "../state.ts";

/** @throws WireError ResourceNotFoundException */
export function findPool({ state }: Engine, id = ""): IdentityPool {
  const pool = state.pools.get(id);
  if (pool === undefined) throw poolNotFound(id);
  return pool;
}

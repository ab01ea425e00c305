/**
 * `plinth.lock.json`: what must never change by itself once data or resources exist. Committed, append-only.
 *
 * It maps each model's indexes to generic GSI slots and each model and function to a nested stack. Entries of things
 * that are gone stay (with `retired`), because items written before still carry their keys.
 */
export interface Lock {
  readonly version: 1;
  /** Keyed by model name. */
  readonly models: Readonly<Record<string, LockedModel>>;
  /** Keyed by function name (kebab-case). */
  readonly functions: Readonly<Record<string, LockedFunction>>;
}

export interface LockedModel {
  /** Number of the nested stack, from 1. */
  readonly shard: number;
  readonly retired: boolean;
  /** Keyed by index name. */
  readonly indexes: Readonly<Record<string, LockedIndex>>;
}

export interface LockedIndex {
  /** 1 to 12: the GSI that serves it. */
  readonly slot: number;
  /** Counts up each time the index's fields change, and is part of the key, so old entries are never read. */
  readonly revision: number;
  readonly hash: readonly string[];
  readonly sort: readonly string[];
  readonly retired: boolean;
}

export interface LockedFunction {
  /** Number of the nested stack, from 1. */
  readonly shard: number;
  readonly retired: boolean;
}

/** How many generic GSIs every table has. See docs/decisions for the count on real schemas. */
export const slotCount = 12;

export const emptyLock: Lock = { version: 1, models: {}, functions: {} };

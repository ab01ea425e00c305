import type { Backend, Index, Model, Relation } from "./ir.ts";
import { type Lock, type LockedFunction, type LockedIndex, type LockedModel, slotCount } from "./lock.ts";

/**
 * How much of a nested stack one thing takes, in CloudFormation resources; estimated high. CloudFormation allows 500 in a
 * template: what models gain after they were placed must fit into the difference.
 */
const shardBudget = 300;
const mostModelsInShard = 16;
const functionWeight = 12;

/**
 * The lock after a generation: everything new gets a place, nothing old ever moves.
 *
 * A model's new index takes the lowest slot that the model never used; only when there is none, the lowest that only
 * retired indexes hold. An index whose fields change, or that comes back after it was retired, counts up its revision, so
 * that entries written for the old one are never read.
 *
 * @param backend valid: a model has at most `slotCount` indexes
 */
export function assignLock(backend: Backend, lock: Lock): Lock {
  const shards = new Shards(backend, lock);
  const models = new Map(Object.entries(lock.models).map(([name, model]) => [name, retiredModel(model)]));
  for (const model of sorted(backend.models)) {
    const before = lock.models[model.name];
    const shard = before?.shard ?? shards.place(weightOf(model), true);
    models.set(model.name, { shard, retired: false, indexes: assignIndexes(model, before) });
  }
  const functions = new Map<string, LockedFunction>(
    Object.entries(lock.functions).map(([name, { shard }]) => [name, { shard, retired: true }]),
  );
  for (const { name } of sorted(backend.functions)) {
    functions.set(name, {
      shard: lock.functions[name]?.shard ?? shards.place(functionWeight, false),
      retired: false,
    });
  }
  return { version: 1, models: byKey(models), functions: byKey(functions) };
}

function retiredModel({ shard, indexes }: LockedModel): LockedModel {
  return {
    shard,
    retired: true,
    indexes: byKey(Object.entries(indexes).map(([name, index]) => [name, { ...index, retired: true }])),
  };
}

function assignIndexes(model: Model, before: LockedModel | undefined): Readonly<Record<string, LockedIndex>> {
  const locked = before?.indexes ?? {};
  const wanted = new Map(model.indexes.map((index) => [index.name, index]));
  const assigned = new Map<string, LockedIndex>();
  for (const [name, index] of Object.entries(locked)) {
    if (!wanted.has(name)) assigned.set(name, { ...index, retired: true });
    else if (!index.retired)
      assigned.set(name, {
        ...index,
        ...fieldsOf(wanted.get(name)),
        revision: revisionOf(index, wanted.get(name)),
      });
  }
  // Those that come back first: their old slot is theirs while nobody else has it.
  const missing = sorted(model.indexes).filter(({ name }) => !assigned.get(name));
  for (const index of [
    ...missing.filter(({ name }) => locked[name]),
    ...missing.filter(({ name }) => !locked[name]),
  ]) {
    const old = locked[index.name];
    const slots = [...assigned.values(), ...Object.values(locked)];
    const active = [...assigned.values()].filter(({ retired }) => !retired).map(({ slot }) => slot);
    const slot =
      old !== undefined && !active.includes(old.slot)
        ? old.slot
        : freeSlot(
            slots.map((each) => each.slot),
            active,
          );
    assigned.set(index.name, {
      slot,
      revision: (old?.revision ?? 0) + 1,
      ...fieldsOf(index),
      retired: false,
    });
  }
  return byKey(assigned);
}

/** @param used slots that any index has or had, @param active those that one has now */
function freeSlot(used: readonly number[], active: readonly number[]): number {
  const slots = Array.from({ length: slotCount }, (_, i) => i + 1);
  const free = slots.find((slot) => !used.includes(slot)) ?? slots.find((slot) => !active.includes(slot));
  return free ?? slotCount + 1;
}

function fieldsOf(index: Index | undefined): Pick<LockedIndex, "hash" | "sort"> {
  return { hash: [...(index?.hash ?? [])], sort: [...(index?.sort ?? [])] };
}

function revisionOf(before: LockedIndex, now: Index | undefined): number {
  const same = `${before.hash}|${before.sort}` === `${now?.hash}|${now?.sort}`;
  return same ? before.revision : before.revision + 1;
}

/** The nested stacks, and how full each is. */
class Shards {
  readonly #load = new Map<number, { weight: number; models: number }>();

  constructor(backend: Backend, lock: Lock) {
    for (const model of backend.models) this.#add(lock.models[model.name]?.shard, weightOf(model), true);
    for (const { name } of backend.functions) this.#add(lock.functions[name]?.shard, functionWeight, false);
  }

  /** The first shard with room. */
  place(weight: number, isModel: boolean): number {
    for (let shard = 1; ; shard++) {
      const load = this.#load.get(shard) ?? { weight: 0, models: 0 };
      const fits = load.weight + weight <= shardBudget && !(isModel && load.models >= mostModelsInShard);
      if (!fits && load.weight > 0) continue;
      this.#add(shard, weight, isModel);
      return shard;
    }
  }

  #add(shard: number | undefined, weight: number, isModel: boolean): void {
    if (shard === undefined) return;
    const { weight: before, models } = this.#load.get(shard) ?? { weight: 0, models: 0 };
    this.#load.set(shard, { weight: before + weight, models: models + (isModel ? 1 : 0) });
  }
}

/** Get, list, create, update, delete, on-changed, restore, one for each relation that is read, two for each link written. */
function weightOf(model: Model): number {
  const links = model.relations.filter(
    (relation: Relation) => relation.kind === "manyToMany" && relation.side === "left",
  ).length;
  const files = model.fields.filter((field) => field.type.kind === "file").length;
  return 6 + (model.softDelete === null ? 0 : 1) + model.relations.length + 2 * links + files;
}

function sorted<T extends { readonly name: string }>(named: readonly T[]): readonly T[] {
  return named.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function byKey<T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

export { parseLock } from "./parse-lock.ts";
export { printLock } from "./print-lock.ts";

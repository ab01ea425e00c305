import type { AccessRule, Backend, Model, Principal, Relation } from "../../definition/ir.ts";
import type { Lock } from "../../definition/lock.ts";
import { fieldData } from "./field-data.ts";

/** A model as `ModelSpec` in `runtime/data/spec.ts` has it, its properties in the order they are printed. */
export function modelData(model: Model, backend: Backend, lock: Lock): object {
  const parents = relationsOf(model, "belongsTo");
  return {
    name: model.name,
    plural: model.plural,
    scope: model.scope,
    shards: model.shards,
    dedicated: model.dedicated,
    ...(model.softDelete === null ? {} : { softDeleteDays: model.softDelete.keepDays }),
    ...(model.ttlField === null ? {} : { ttlField: model.ttlField }),
    fields: [
      ...model.fields.map((field) => fieldData(field, backend)),
      ...parents.map(({ foreignKey, required }) => ({
        name: foreignKey,
        type: "id",
        ...(required ? {} : { optional: true }),
      })),
    ],
    indexes: model.indexes.map(({ name, hash, sort }) => {
      const { slot, revision } = lockedIndex(lock, model.name, name);
      return { name, slot, ...(revision > 1 ? { revision } : {}), hash, sort };
    }),
    uniques: model.uniques.map(({ name, fields }) => ({ name, fields })),
    references: parents.map(({ name, target, foreignKey }) => ({ name, target, foreignKey })),
    collections: model.relations.flatMap((each) => {
      if (each.kind !== "hasMany" && each.kind !== "hasOne") return [];
      const { kind, name, target, index } = each;
      return [{ name, target, index, ...(kind === "hasOne" ? { single: true } : {}) }];
    }),
    links: relationsOf(model, "manyToMany").map(({ name, target, link, side }) => ({
      name,
      target,
      link,
      side,
    })),
    dependents: backend.models.flatMap((other) => dependentsOn(model, other)),
    access: {
      read: ruleData(model.access.read),
      create: ruleData(model.access.create),
      update: ruleData(model.access.update),
      delete: ruleData(model.access.delete),
    },
  };
}

function relationsOf<Kind extends Relation["kind"]>(
  model: Model,
  kind: Kind,
): Extract<Relation, { readonly kind: Kind }>[] {
  return model.relations.filter(
    (each): each is Extract<Relation, { readonly kind: Kind }> => each.kind === kind,
  );
}

function dependentsOn(model: Model, other: Model) {
  return relationsOf(other, "belongsTo")
    .filter(({ target }) => target === model.name)
    .map(({ name, foreignKey, index, onDelete }) => ({
      model: other.name,
      relation: name,
      foreignKey,
      ...(index === null ? {} : { index }),
      onDelete,
    }));
}

function ruleData(rule: AccessRule): string[][] {
  return rule.map((clause) => clause.map(principalData));
}

function principalData(principal: Principal): string {
  return principal.kind === "role" ? `role:${principal.role}` : principal.kind;
}

function lockedIndex(lock: Lock, model: string, index: string) {
  const locked = lock.models[model]?.indexes[index];
  if (locked === undefined)
    throw new Error(`${model}.${index} is not in the lock: assign it before generating`);
  return locked;
}

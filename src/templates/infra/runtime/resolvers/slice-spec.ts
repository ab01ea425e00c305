import type { CollectionSpec, FieldType, IndexSpec, LinkSpec, ModelSpec, Rule } from "../data/spec.ts";
import { systemFields } from "../data/spec.ts";
import type {
  ChangeLinksSpec,
  DeleteSpec,
  GetSpec,
  LinkedSpec,
  Parent,
  Place,
  QuerySpec,
  RestoreSpec,
  Restrict,
  SubscribeSpec,
  Target,
  Times,
  WriteSpec,
} from "./operation-specs.ts";

/** Cuts the specs of resolvers out of the specs of models. Runs when the CDK app is synthesized. */
export class SpecSlicer {
  readonly #models: ReadonlyMap<string, ModelSpec>;

  constructor(models: readonly ModelSpec[]) {
    this.#models = new Map(models.map((model) => [model.name, model]));
  }

  get(model: ModelSpec): GetSpec {
    if (model.uniques.length === 0) return target(model, model.access.read);
    const times = timesOf(
      model,
      model.uniques.flatMap((unique) => unique.fields),
    );
    return { ...target(model, model.access.read), uniques: model.uniques, ...some("times", times) };
  }

  list(model: ModelSpec): QuerySpec {
    return { ...this.#readable(model), indexes: model.indexes };
  }

  /** A hasMany, or a hasOne. */
  collection({ target: name, index, single }: CollectionSpec): QuerySpec {
    const model = this.#model(name);
    return {
      ...this.#readable(model),
      indexes: model.indexes.filter((each) => each.name === index),
      by: index,
      ...(single ? { single } : {}),
    };
  }

  /** A hasOne on a model with shards, which is read through the unique constraint on its foreign key. */
  single({ target: name, index }: CollectionSpec): GetSpec {
    const model = this.#model(name);
    const [foreignKey] = model.indexes.find((each) => each.name === index)?.hash ?? [];
    const unique = model.uniques.find(({ fields }) => fields.length === 1 && fields[0] === foreignKey);
    if (unique === undefined) throw new Error(`${name}.${foreignKey} has no unique constraint.`);
    return { ...target(model, model.access.read), uniques: [unique], by: unique.name };
  }

  linked({ target: name, link, side }: LinkSpec): LinkedSpec {
    return { ...this.#readable(this.#model(name)), link, side };
  }

  parent(model: ModelSpec, relation: string): Parent {
    const reference = model.references.find(({ name }) => name === relation);
    if (reference === undefined) throw new Error(`${model.name} has no belongsTo ${relation}.`);
    const { name, foreignKey } = reference;
    const parent = this.#model(reference.target);
    return { name, foreignKey, target: target(parent, parent.access.read) };
  }

  write(model: ModelSpec, access: Rule): WriteSpec {
    return {
      ...target(model, access),
      fields: model.fields,
      indexes: model.indexes,
      uniques: model.uniques,
      references: this.#references(model),
      ...some("ttlField", model.ttlField),
    };
  }

  delete(model: ModelSpec): DeleteSpec {
    const restricts = this.#restricts(model);
    const hides = model.softDeleteDays !== undefined;
    return {
      ...target(model, model.access.delete),
      // Only what is hidden leaves the indexes, and only what is gone gives its unique values free.
      indexes: hides ? model.indexes : [],
      uniques: hides ? [] : model.uniques,
      ...some("keepDays", model.softDeleteDays),
      ...(restricts.length > 0 ? { restricts } : {}),
    };
  }

  restore(model: ModelSpec): RestoreSpec {
    return {
      ...target(model, model.access.delete),
      indexes: model.indexes,
      references: this.#references(model),
      ...some("ttlField", model.ttlField),
    };
  }

  /** @param remove true: takes links away */
  changeLinks(model: ModelSpec, { link, target: name }: LinkSpec, remove: boolean): ChangeLinksSpec {
    return {
      ...target(model, model.access.update),
      link,
      linked: place(this.#model(name)),
      ownId: `${camel(model.name)}Id`,
      otherIds: `${camel(name)}Ids`,
      ...(remove ? { remove } : {}),
    };
  }

  subscribe(model: ModelSpec): SubscribeSpec {
    return target(model, model.access.read);
  }

  /** A model of which pages are read. */
  #readable(model: ModelSpec) {
    const parents = model.references.map(({ name }) => this.parent(model, name));
    const times = timesOf(
      model,
      [...model.fields, ...systemFields].map(({ name }) => name),
    );
    return {
      ...target(model, model.access.read),
      ...some("times", times),
      ...(parents.length > 0 ? { parents } : {}),
    };
  }

  #references(model: ModelSpec): Parent<Place>[] {
    return model.references.map(({ name, foreignKey, target: parent }) => ({
      name,
      foreignKey,
      target: place(this.#model(parent)),
    }));
  }

  #restricts(model: ModelSpec): Restrict[] {
    return model.dependents
      .filter(({ onDelete }) => onDelete === "restrict")
      .flatMap(({ model: name, relation, index: indexName }) => {
        const dependent = this.#model(name);
        const index = dependent.indexes.find((each) => each.name === indexName);
        if (index === undefined) throw new Error(`${name}.${relation} restricts, but has no index.`);
        return shardsOf(dependent).map((shard) => ({
          relation,
          target: place(dependent),
          index: bare(index),
          shard,
        }));
      });
  }

  #model(name: string): ModelSpec {
    const model = this.#models.get(name);
    if (model === undefined) throw new Error(`There is no model ${name}.`);
    return model;
  }
}

function place({ name, scope, shards, dedicated, softDeleteDays, ttlField }: ModelSpec): Place {
  return {
    name,
    scope,
    shards,
    ...(dedicated ? { table: name } : {}),
    ...(softDeleteDays === undefined ? {} : { soft: true }),
    ...(ttlField === undefined ? {} : { ttl: true }),
  };
}

function target(model: ModelSpec, access: Rule): Target {
  return { ...place(model), access };
}

function timesOf(model: ModelSpec, names: readonly string[]): Times | undefined {
  const entries = [...model.fields, ...systemFields].filter(
    ({ name, type }) => isTime(type) && names.includes(name),
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries.map(({ name, type }) => [name, type]));
}

function isTime(type: FieldType): boolean {
  return type === "date" || type === "time" || type === "dateTime";
}

/** An index of which only the partition is looked at. */
function bare({ name, slot, revision, hash }: IndexSpec): IndexSpec {
  return { name, slot, ...some("revision", revision), hash, sort: [] };
}

function shardsOf({ shards }: ModelSpec): number[] {
  return Array.from({ length: shards }, (_, shard) => shard);
}

/** A property only where there is a value. */
function some<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [N in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: Value };
}

function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

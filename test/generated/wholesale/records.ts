import type { Backend, BelongsTo, Model } from "../../../src/definition/ir.ts";
import type { GraphqlClient } from "../../support/deployed/graphql-client.ts";
import type { Documents } from "./documents.ts";
import { sampleValue } from "./sample-value.ts";

/** A record as the API gives it. */
export type Stored = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number };

/** Makes records of any model, with every field filled and whatever they refer to. */
export interface Records {
  /** An input for a new record. What it must refer to is created first. */
  input(model: Model, overrides?: object): Promise<Record<string, unknown>>;
  create(model: Model, overrides?: object): Promise<Stored>;
  model(name: string): Model;
}

/** @param writer who may do this to records of the model */
export function records(
  backend: Backend,
  documents: Documents,
  writer: (model: Model, verb: "create") => GraphqlClient,
  fileKey: string,
): Records {
  let count = 0;
  const shared = new Map<string, Promise<Stored>>();
  const model = (name: string): Model => {
    const found = backend.models.find((each) => each.name === name);
    if (found === undefined) throw new Error(`There is no model ${name}`);
    return found;
  };

  async function input(of: Model, overrides: object = {}, optional = true): Promise<Record<string, unknown>> {
    const n = ++count;
    const values = of.fields.map((field) => [field.name, sampleValue(backend, field, n, fileKey)]);
    const references = of.relations.filter((each): each is BelongsTo => each.kind === "belongsTo");
    const keys = await Promise.all(
      references
        .filter(({ foreignKey, required }) => !(foreignKey in overrides) && (required || optional))
        // The parent of a tree's first record is nobody.
        .filter(({ target }) => target !== of.name)
        .map(async ({ foreignKey, target }) => [foreignKey, (await parent(model(target))).id]),
    );
    return { ...Object.fromEntries([...values, ...keys]), ...overrides };
  }

  /** With no more than it needs: models may refer to each other in a circle. Everybody's data is referred to by many: one record of each kind will do. */
  function parent(of: Model): Promise<Stored> {
    if (of.scope !== "global") return create(of, {}, false);
    const known = shared.get(of.name) ?? create(of, {}, false);
    shared.set(of.name, known);
    return known;
  }

  async function create(of: Model, overrides?: object, optional?: boolean): Promise<Stored> {
    const variables = { input: await input(of, overrides, optional) };
    const data = await writer(of, "create").data<Record<string, Stored>>(
      documents.write("create", of),
      variables,
    );
    return data[`create${of.name}`] as Stored;
  }

  return { input, create, model };
}

/** The foreign keys of a record, to make another one with the same parents. */
export function parentsOf({ relations }: Model, record: Readonly<Record<string, unknown>>): object {
  const keys = relations.flatMap((each) => (each.kind === "belongsTo" ? [each.foreignKey] : []));
  return Object.fromEntries(keys.filter((key) => key in record).map((key) => [key, record[key]]));
}

import type { Backend, Model, Relation } from "../../definition/ir.ts";
import {
  createField,
  deleteField,
  getField,
  linkField,
  listField,
  restoreField,
  subscriptionField,
  unlinkField,
  updateField,
} from "../../generators/graphql/names.ts";

/** The fields of the GraphQL API that a model or a function has. */
export interface ApiFields {
  readonly queries: readonly string[];
  readonly mutations: readonly string[];
  readonly subscriptions: readonly string[];
}

/** What the API offers for a model, by the names of its fields; a list's ways of looking up stand in brackets. */
export function apiOfModel({ name, plural, indexes, uniques, softDelete, relations }: Model): ApiFields {
  const ways = (names: readonly string[]) => (names.length === 0 ? "" : `(${names.join(", ")})`);
  return {
    queries: [
      `${getField(name)}${ways(["id", ...uniques.map((unique) => unique.name)])}`,
      `${listField(plural)}${ways(indexes.map((index) => index.name))}`,
    ],
    mutations: [
      createField(name),
      updateField(name),
      deleteField(name),
      ...(softDelete === null ? [] : [restoreField(name)]),
      ...relations.flatMap((relation) => linkFields(name, relation)),
    ],
    subscriptions: [subscriptionField(name)],
  };
}

/** Links are made from their left side; the right one may be the model at hand. */
function linkFields(model: string, relation: Relation): string[] {
  if (relation.kind !== "manyToMany") return [];
  const { side, name, target, inverse } = relation;
  if (side === "left") return [linkField(model, name), unlinkField(model, name)];
  return inverse === null ? [] : [linkField(target, inverse), unlinkField(target, inverse)];
}

/** What the API offers for a function. */
export function apiOfFunction(backend: Backend, name: string): ApiFields {
  const trigger = backend.functions.find((one) => one.name === name)?.trigger;
  return {
    queries: trigger?.kind === "query" ? [trigger.field] : [],
    mutations: trigger?.kind === "mutation" ? [trigger.field] : [],
    subscriptions: [],
  };
}

import type { Backend, Model } from "../../definition/ir.ts";
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
  const links = relations.filter((relation) => relation.kind === "manyToMany" && relation.side === "left");
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
      ...links.flatMap((link) => [linkField(name, link.name), unlinkField(name, link.name)]),
    ],
    subscriptions: [subscriptionField(name)],
  };
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

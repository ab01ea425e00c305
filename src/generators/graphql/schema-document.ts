import { type DocumentNode, Kind, type TypeDefinitionNode } from "graphql";
import type { Backend, Model } from "../../definition/ir.ts";
import { field, objectType } from "./ast/definitions.ts";
import { everybody } from "./ast/directives.ts";
import { comparisonInputs } from "./conditions.ts";
import { filterInput } from "./filters.ts";
import { functionFields, resultTypes } from "./function-fields.ts";
import { keyInputs } from "./key-inputs.ts";
import { modelTypes } from "./model-types.ts";
import { modelMutations, platformMutations } from "./mutations.ts";
import { platformTypes } from "./platform-types.ts";
import { modelQueries } from "./queries.ts";
import { reachable } from "./reachable.ts";
import { modelSubscription } from "./subscriptions.ts";
import { userTypes } from "./user-types.ts";
import { writeInputs } from "./write-inputs.ts";

/**
 * The GraphQL schema of a backend: the roots, each model's types together, then what they share. AppSync brings its own
 * scalars and directives, so they are used and not declared.
 */
export function schemaDocument(backend: Backend): DocumentNode {
  const definitions: TypeDefinitionNode[] = [
    ...rootTypes(backend),
    ...backend.models.flatMap(typesOf),
    ...resultTypes(backend.functions),
    ...userTypes(backend),
    ...platformTypes,
    ...comparisonInputs(backend.enums),
  ];
  return { kind: Kind.DOCUMENT, definitions: reachable(definitions, ["Query", "Mutation", "Subscription"]) };
}

const typesOf = (model: Model): TypeDefinitionNode[] => [
  ...modelTypes(model),
  filterInput(model),
  ...keyInputs(model),
  ...writeInputs(model),
];

function rootTypes(backend: Backend): TypeDefinitionNode[] {
  const { models, functions } = backend;
  const queries = [...models.flatMap(modelQueries), ...functionFields(functions, "query")];
  const mutations = [
    ...models.flatMap(modelMutations),
    ...functionFields(functions, "mutation"),
    ...platformMutations(backend),
  ];
  return [
    objectType("Query", null, queries.length === 0 ? [nothing] : queries, []),
    objectType("Mutation", null, mutations, []),
    ...(models.length === 0 ? [] : [objectType("Subscription", null, models.map(modelSubscription), [])]),
  ];
}

/** AppSync takes no schema without a query. */
const nothing = field("nothing", "Boolean", {
  description: "Stands here until there is a model or a query function.",
  directives: everybody,
});

import type { FieldDefinitionNode, InputValueDefinitionNode, ObjectTypeDefinitionNode } from "graphql";
import type { Model, Relation } from "../../definition/ir.ts";
import { field, input, objectType } from "./ast/definitions.ts";
import { everybody } from "./ast/directives.ts";
import { listOf, required } from "./ast/types.ts";
import { outputField } from "./field-nodes.ts";
import { filterName, pageName } from "./names.ts";

/** The object type of a model, and its page. */
export function modelTypes(model: Model): ObjectTypeDefinitionNode[] {
  const { name } = model;
  const page = objectType(
    pageName(name),
    null,
    [
      field("items", required(listOf(name))),
      field("nextToken", "String", { description: "Null on the last page." }),
    ],
    everybody,
  );
  return [objectType(name, model.description, fieldsOf(model), everybody), page];
}

function fieldsOf(model: Model): FieldDefinitionNode[] {
  return [
    field("id", required("ID")),
    ...(model.scope === "tenant" ? [field("tenantId", required("ID"))] : []),
    ...model.fields.map(outputField),
    ...model.relations.flatMap(relationFields),
    field("createdAt", required("AWSDateTime")),
    field("updatedAt", required("AWSDateTime")),
    field("createdBy", "ID", { description: "Null: the system." }),
    field("version", required("Int"), { description: "Counts writes." }),
    ...(model.softDelete === null ? [] : [field("deletedAt", "AWSDateTime")]),
    field("lastChange", "ChangeKind", { description: "Only in mutations and subscriptions." }),
  ];
}

function relationFields(relation: Relation): FieldDefinitionNode[] {
  const { name, target, description } = relation;
  switch (relation.kind) {
    case "belongsTo":
      return [
        field(relation.foreignKey, relation.required ? required("ID") : "ID"),
        field(name, target, { description }),
      ];
    case "hasOne":
      return [field(name, target, { description })];
    default:
      return [field(name, required(pageName(target)), { description, arguments: pageArguments(target) })];
  }
}

/** What every field that gives a page takes. */
export function pageArguments(target: string): InputValueDefinitionNode[] {
  return [
    input("filter", filterName(target)),
    input("sortDirection", "SortDirection"),
    input("limit", "Int"),
    input("nextToken", "String"),
  ];
}

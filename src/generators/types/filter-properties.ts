import type { Field, FieldType, Model } from "../../definition/ir.ts";
import { type Kind, kindOf } from "../graphql/kinds.ts";
import { filterName } from "../graphql/names.ts";
import type { Property } from "./print/interface-text.ts";
import { singleType } from "./value-type.ts";

const conditions: Readonly<Record<Kind, string>> = {
  String: "runtime.TextCondition",
  Int: "runtime.OrderedCondition<number>",
  Float: "runtime.OrderedCondition<number>",
  Boolean: "runtime.BooleanCondition",
  ID: "runtime.IdCondition",
  Date: "runtime.OrderedCondition<string>",
  Time: "runtime.OrderedCondition<string>",
  DateTime: "runtime.OrderedCondition<string>",
};

/** The same fields as the filter's input in the schema: all that can be compared. */
export function filterProperties(model: Model): Property[] {
  const own = filterName(model.name);
  const properties = [
    { name: "id", type: conditions.ID },
    ...model.fields.flatMap(fieldCondition),
    ...model.relations.flatMap((each) =>
      each.kind === "belongsTo" ? [{ name: each.foreignKey, type: conditions.ID }] : [],
    ),
    { name: "createdAt", type: conditions.DateTime },
    { name: "updatedAt", type: conditions.DateTime },
    { name: "createdBy", type: conditions.ID },
    { name: "and", type: `readonly ${own}[]` },
    { name: "or", type: `readonly ${own}[]` },
    { name: "not", type: own },
  ];
  return properties.map((property) => ({ ...property, optional: true }));
}

function fieldCondition({ name, type, list }: Field): Property[] {
  const condition = conditionOf(type);
  if (condition === null) return [];
  return [{ name, type: list ? `runtime.ListCondition<${singleType(type, "")}>` : condition }];
}

function conditionOf(type: FieldType): string | null {
  if (type.kind === "enum") return `runtime.EnumCondition<${singleType(type, "")}>`;
  const kind = kindOf(type);
  return kind === null ? null : conditions[kind];
}

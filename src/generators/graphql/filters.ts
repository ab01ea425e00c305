import type { InputObjectTypeDefinitionNode, InputValueDefinitionNode } from "graphql";
import type { Field, Model } from "../../definition/ir.ts";
import { input, inputType } from "./ast/definitions.ts";
import { listOf } from "./ast/types.ts";
import { kindOf } from "./kinds.ts";
import { filterName } from "./names.ts";

/** `InvoiceFilter`: a condition for each field that can be compared. */
export function filterInput(model: Model): InputObjectTypeDefinitionNode {
  const name = filterName(model.name);
  return inputType(name, null, [
    input("id", "IDCondition"),
    ...model.fields.flatMap(conditionField),
    ...model.relations.flatMap((each) =>
      each.kind === "belongsTo" ? [input(each.foreignKey, "IDCondition")] : [],
    ),
    input("createdAt", "DateTimeCondition"),
    input("updatedAt", "DateTimeCondition"),
    input("createdBy", "IDCondition"),
    input("and", listOf(name)),
    input("or", listOf(name)),
    input("not", name),
  ]);
}

function conditionField({ name, type, list }: Field): InputValueDefinitionNode[] {
  const kind = type.kind === "enum" ? type.enum : kindOf(type);
  return kind === null ? [] : [input(name, `${kind}${list ? "List" : ""}Condition`)];
}

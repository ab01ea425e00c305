import type { InputObjectTypeDefinitionNode, InputValueDefinitionNode } from "graphql";
import type { EnumType } from "../../definition/ir.ts";
import { input, inputType } from "./ast/definitions.ts";
import { listOf } from "./ast/types.ts";
import { type Kind, kindTypes } from "./kinds.ts";

const equality = ["eq", "ne"];
const order = ["lt", "le", "gt", "ge", "between"];

/** The operators of each kind, which are those of AppSync's `util.transform.toDynamoDBFilterExpression`. */
const conditionOperators: Readonly<Record<Kind, readonly string[]>> = {
  String: [...equality, ...order, "contains", "notContains", "beginsWith", "in"],
  Int: [...equality, ...order, "in"],
  Float: [...equality, ...order, "in"],
  Boolean: equality,
  ID: [...equality, "beginsWith", "in"],
  Date: [...equality, ...order, "in"],
  Time: [...equality, ...order, "in"],
  DateTime: [...equality, ...order, "in"],
};

const rangeOperators = (kind: Kind): readonly string[] => {
  if (kind === "Boolean") return ["eq"];
  return kind === "String" ? ["eq", ...order, "beginsWith"] : ["eq", ...order];
};

const kinds = Object.keys(kindTypes) as Kind[];

/** Every condition and range there can be; a schema takes what it uses. */
export function comparisonInputs(enums: readonly EnumType[]): InputObjectTypeDefinitionNode[] {
  return [
    ...kinds.map((kind) => condition(kind, kindTypes[kind], conditionOperators[kind])),
    ...enums.map(({ name }) => condition(name, name, [...equality, "in"])),
    ...kinds.map((kind) => listCondition(kind, kindTypes[kind])),
    ...enums.map(({ name }) => listCondition(name, name)),
    ...kinds.map((kind) =>
      inputType(`${kind}Range`, rangeText, operands(kindTypes[kind], rangeOperators(kind))),
    ),
  ];
}

const rangeText = "What an index is read by; several operators narrow each other.";
const existence = input("attributeExists", "Boolean", "Has it a value?");

const condition = (kind: string, type: string, operators: readonly string[]): InputObjectTypeDefinitionNode =>
  inputType(`${kind}Condition`, "Every operator given must hold.", [...operands(type, operators), existence]);

const listCondition = (kind: string, type: string): InputObjectTypeDefinitionNode =>
  inputType(`${kind}ListCondition`, "Every operator given must hold.", [
    ...operands(type, ["contains", "notContains"]),
    existence,
  ]);

const several: Readonly<Record<string, string>> = {
  between: "Two values, both included.",
  in: "At most 100 values.",
};

function operands(type: string, operators: readonly string[]): InputValueDefinitionNode[] {
  return operators.map((name) => {
    const says = several[name];
    return says === undefined ? input(name, type) : input(name, listOf(type), says);
  });
}

import {
  type ConstDirectiveNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  type InputObjectTypeDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from "graphql";
import { described } from "./description.ts";
import { named, nameNode } from "./types.ts";

type Type = string | TypeNode;

const typeNode = (type: Type): TypeNode => (typeof type === "string" ? named(type) : type);

/** An argument, or a field of an input. */
export function input(name: string, type: Type, description: string | null = null): InputValueDefinitionNode {
  return {
    kind: Kind.INPUT_VALUE_DEFINITION,
    name: nameNode(name),
    type: typeNode(type),
    ...described(description),
  };
}

interface FieldParts {
  readonly description?: string | null;
  readonly arguments?: readonly InputValueDefinitionNode[];
  readonly directives?: readonly ConstDirectiveNode[];
}

export function field(name: string, type: Type, parts: FieldParts = {}): FieldDefinitionNode {
  return {
    kind: Kind.FIELD_DEFINITION,
    name: nameNode(name),
    type: typeNode(type),
    arguments: parts.arguments ?? [],
    directives: parts.directives ?? [],
    ...described(parts.description ?? null),
  };
}

export function objectType(
  name: string,
  description: string | null,
  fields: readonly FieldDefinitionNode[],
  directives: readonly ConstDirectiveNode[],
): ObjectTypeDefinitionNode {
  return {
    kind: Kind.OBJECT_TYPE_DEFINITION,
    name: nameNode(name),
    fields,
    directives,
    ...described(description),
  };
}

export function inputType(
  name: string,
  description: string | null,
  fields: readonly InputValueDefinitionNode[],
): InputObjectTypeDefinitionNode {
  return { kind: Kind.INPUT_OBJECT_TYPE_DEFINITION, name: nameNode(name), fields, ...described(description) };
}

/** @param values with a description each, or null */
export function enumType(
  name: string,
  description: string | null,
  values: Readonly<Record<string, string | null>>,
): EnumTypeDefinitionNode {
  return {
    kind: Kind.ENUM_TYPE_DEFINITION,
    name: nameNode(name),
    ...described(description),
    values: Object.entries(values).map(([value, says]) => ({
      kind: Kind.ENUM_VALUE_DEFINITION,
      name: nameNode(value),
      ...described(says),
    })),
  };
}

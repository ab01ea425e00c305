import {
  Kind,
  type ListTypeNode,
  type NamedTypeNode,
  type NameNode,
  type NonNullTypeNode,
  type TypeNode,
} from "graphql";

export const nameNode = (value: string): NameNode => ({ kind: Kind.NAME, value });

export const named = (name: string): NamedTypeNode => ({ kind: Kind.NAMED_TYPE, name: nameNode(name) });

/** `T!` */
export const required = (type: string | NamedTypeNode | ListTypeNode): NonNullTypeNode => ({
  kind: Kind.NON_NULL_TYPE,
  type: typeof type === "string" ? named(type) : type,
});

/** `[T!]` */
export const listOf = (name: string): ListTypeNode => ({ kind: Kind.LIST_TYPE, type: required(name) });

/** The name at the heart of `[T!]!`. */
export function innermost(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : innermost(type.type);
}

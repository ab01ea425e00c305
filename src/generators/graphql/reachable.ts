import { Kind, type TypeDefinitionNode } from "graphql";
import { innermost } from "./ast/types.ts";

/** Those of the definitions that can be got to from the roots, in the order given. */
export function reachable(
  definitions: readonly TypeDefinitionNode[],
  roots: readonly string[],
): readonly TypeDefinitionNode[] {
  const byName = new Map(definitions.map((each) => [each.name.value, each]));
  const seen = new Set<string>();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const definition = byName.get(name);
    if (definition === undefined || seen.has(name)) continue;
    seen.add(name);
    open.push(...mentioned(definition));
  }
  return definitions.filter((each) => seen.has(each.name.value));
}

function mentioned(definition: TypeDefinitionNode): string[] {
  if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
    return (definition.fields ?? []).map(({ type }) => innermost(type));
  }
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
  return (definition.fields ?? []).flatMap((field) => [
    innermost(field.type),
    ...(field.arguments ?? []).map(({ type }) => innermost(type)),
  ]);
}

import { type FragmentDefinitionNode, type GraphQLResolveInfo, print, type SelectionSetNode } from "graphql";
import type { FieldInfo } from "../runtime/context.ts";

/** `ctx.info` of a field. */
export function fieldInfo(info: GraphQLResolveInfo): FieldInfo {
  const sets = info.fieldNodes.flatMap((node) =>
    node.selectionSet === undefined ? [] : [node.selectionSet],
  );
  return {
    fieldName: info.fieldName,
    parentTypeName: info.parentType.name,
    variables: info.variableValues.coerced,
    selectionSetList: [...new Set(sets.flatMap((set) => pathsOf(set, info, "")))],
    selectionSetGraphQL: sets.map((set) => print(set)).join("\n"),
  };
}

function pathsOf(set: SelectionSetNode, info: GraphQLResolveInfo, parent: string): string[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === "FragmentSpread") {
      const fragment = info.fragments[selection.name.value] as FragmentDefinitionNode | undefined;
      return fragment === undefined ? [] : pathsOf(fragment.selectionSet, info, parent);
    }
    if (selection.kind === "InlineFragment") return pathsOf(selection.selectionSet, info, parent);
    const path = parent + (selection.alias ?? selection.name).value;
    return [
      path,
      ...(selection.selectionSet === undefined ? [] : pathsOf(selection.selectionSet, info, `${path}/`)),
    ];
  });
}

import type {
  DocumentNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  SelectionSetNode,
} from "graphql";

/** How deep a document nests fields; introspection does not count. */
export function queryDepth(document: DocumentNode, operation: OperationDefinitionNode): number {
  const fragments = new Map(
    document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === "FragmentDefinition")
      .map((each) => [each.name.value, each.selectionSet]),
  );
  const depthOf = (set: SelectionSetNode | undefined): number => {
    if (set === undefined) return 0;
    const depths = set.selections.map((each) => {
      if (each.kind === "FragmentSpread") return depthOf(fragments.get(each.name.value));
      if (each.kind === "InlineFragment") return depthOf(each.selectionSet);
      return each.name.value.startsWith("__") ? 0 : 1 + depthOf(each.selectionSet);
    });
    return Math.max(0, ...depths);
  };
  return depthOf(operation.selectionSet);
}

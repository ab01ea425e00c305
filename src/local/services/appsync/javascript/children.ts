import { type Node, visitorKeys } from "oxc-parser";

/** The nodes right below one, in the order of the text. */
export function childrenOf(node: Node): Node[] {
  const members = node as unknown as Readonly<Record<string, unknown>>;
  // Loops: a deployment looks at a hundred thousand nodes.
  const children: Node[] = [];
  for (const key of visitorKeys[node.type] ?? []) {
    const member = members[key];
    if (isNode(member)) children.push(member);
    else if (Array.isArray(member)) for (const each of member) if (isNode(each)) children.push(each);
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** Calls `visit` for a node and everything below it, parents first. */
export function walk(
  node: Node,
  visit: (node: Node, parents: readonly Node[]) => void,
  parents: readonly Node[] = [],
): void {
  visit(node, parents);
  const below = [...parents, node];
  for (const child of childrenOf(node)) walk(child, visit, below);
}

import type { Node } from "oxc-parser";
import { walk } from "./children.ts";
import type { Reference } from "./scopes.ts";
import { supported } from "./supported.ts";
import type { Report } from "./violation.ts";

const methods: ReadonlySet<string> = new Set([...supported.stringMethods, ...supported.arrayMethods]);
const callbackMethods: ReadonlySet<string> = new Set(supported.callbackMethods);

/** Reports calls of methods that strings and arrays do not have, and functions anywhere but where they may stand. */
export function checkMethods(program: Node, references: readonly Reference[], report: Report): void {
  // Imported and built-in objects have functions of their own, which the rules about names check.
  const roots = new Set(
    references.filter(({ binding }) => binding === null || binding.from !== null).map(({ node }) => node),
  );
  walk(program, (node, parents) => {
    if (node.type === "CallExpression") checkCall(node, roots, report);
    if (node.type === "ArrowFunctionExpression" && !mayStand(node, parents)) {
      report(
        "function-value",
        node,
        "a function may only be a constant's value or the callback of an array method",
      );
    }
  });
  for (const { node, name, binding, parents } of references) {
    const parent = parents.at(-1);
    if (binding === null || binding.value === null || parent === undefined) continue;
    const called = parent.type === "CallExpression" && parent.callee === node;
    if (!called && parent.type !== "ExportNamedDeclaration") {
      report("function-value", node, `${name} is a function and can only be called`);
    }
  }
}

function checkCall(
  node: Extract<Node, { readonly type: "CallExpression" }>,
  roots: ReadonlySet<Node>,
  report: Report,
): void {
  const callee = node.callee as Node;
  if (callee.type !== "MemberExpression") {
    if (callee.type !== "Identifier")
      report("expression", node, "only named functions and methods can be called");
    return;
  }
  if (roots.has(rootOf(callee))) return;
  if (callee.computed) {
    report("method", node, "a method must be called by its name");
    return;
  }
  const { name } = callee.property as { readonly name: string };
  if (!methods.has(name)) report("method", node, `${name}() is not a method APPSYNC_JS has`);
  if (name === "sort" && node.arguments.length > 0) report("method", node, "sort() takes no arguments");
}

/** `util` in `util.time.now`; a call in between starts anew. */
function rootOf(node: Node): Node {
  if (node.type === "MemberExpression") return rootOf(node.object);
  return node.type === "ChainExpression" ? rootOf(node.expression) : node;
}

function mayStand(node: Node, parents: readonly Node[]): boolean {
  const parent = parents.at(-1);
  if (parent?.type === "VariableDeclarator") return true;
  if (parent?.type !== "CallExpression" || parent.arguments[0] !== node) return false;
  const callee = parent.callee as Node;
  return (
    callee.type === "MemberExpression" &&
    !callee.computed &&
    callbackMethods.has((callee.property as { readonly name: string }).name)
  );
}

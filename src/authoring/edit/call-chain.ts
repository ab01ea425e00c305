import type { CallExpression, Expression } from "oxc-parser";
import { builderCalled, type LanguageImports } from "./language-imports.ts";
import { unwrapped } from "./source-file.ts";

/** `hasMany("Invoice").via("customer")` taken apart. */
export interface CallChain {
  /** `hasMany`, by its name in the language. */
  readonly builder: string;
  readonly root: CallExpression;
  /** The calls made on it, in the order written. */
  readonly calls: readonly { readonly name: string; readonly node: CallExpression }[];
}

/** Takes an expression apart, or gives null where it is not a chain that begins with a function of the language. */
export function callChain(expression: Expression, imports: LanguageImports): CallChain | null {
  const node = unwrapped(expression);
  if (node.type !== "CallExpression") return null;
  const builder = builderCalled(node.callee, imports);
  if (builder !== null) return { builder, root: node, calls: [] };
  const callee = unwrapped(node.callee);
  if (callee.type !== "MemberExpression" || callee.computed || callee.property.type !== "Identifier")
    return null;
  const inner = callChain(callee.object, imports);
  if (inner === null) return null;
  return { ...inner, calls: [...inner.calls, { name: callee.property.name, node }] };
}

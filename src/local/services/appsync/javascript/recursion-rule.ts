import type { Node } from "oxc-parser";
import type { Reference } from "./scopes.ts";
import type { Report } from "./violation.ts";

/** Reports functions that come to call themselves, directly or through others. */
export function checkRecursion(references: readonly Reference[], report: Report): void {
  const calls = new Map<Node, Set<Node>>();
  const callers = new Map<Node, Reference>();
  for (const reference of references) {
    const { node, binding, parents } = reference;
    const parent = parents.at(-1);
    if (binding === null || binding.value === null) continue;
    if (parent?.type !== "CallExpression" || parent.callee !== node) continue;
    if (!callers.has(binding.value)) callers.set(binding.value, reference);
    for (const outer of parents) {
      const targets = calls.get(outer) ?? new Set();
      calls.set(outer, targets.add(binding.value));
    }
  }
  for (const [target, call] of callers) {
    if (reaches(target, target, calls, new Set()))
      report("recursion", call.node, `${call.name} calls itself`);
  }
}

function reaches(
  from: Node,
  to: Node,
  calls: ReadonlyMap<Node, ReadonlySet<Node>>,
  seen: Set<Node>,
): boolean {
  for (const next of calls.get(from) ?? []) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    if (reaches(next, to, calls, seen)) return true;
  }
  return false;
}

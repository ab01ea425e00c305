import type { BoundCondition } from "../expressions/bound.ts";
import type { Attribute } from "../tables/table.ts";
import type { Value } from "../values/attribute-value.ts";

/** Conditions that must all hold. */
export function conjuncts(condition: BoundCondition | null): BoundCondition[] {
  if (condition === null) return [];
  return condition.kind === "and"
    ? [...conjuncts(condition.left), ...conjuncts(condition.right)]
    : [condition];
}

/** The value that a condition demands of an attribute, and nothing else. */
export function pinned(condition: BoundCondition, name: string): Value | null {
  if (condition.kind !== "compare" || condition.operator !== "=") return null;
  const { left, right } = condition;
  if (left.kind === "path" && right.kind === "literal" && isName(left.parts, name)) return right.value;
  if (right.kind === "path" && left.kind === "literal" && isName(right.parts, name)) return left.value;
  return null;
}

/** Can a condition narrow the span of keys that a query reads? */
export function restricts(condition: BoundCondition, { name, type }: Attribute): boolean {
  switch (condition.kind) {
    case "compare": {
      if (condition.operator === "<>") return false;
      const { left, right } = condition;
      return (
        (left.kind === "path" &&
          isName(left.parts, name) &&
          right.kind === "literal" &&
          right.value[type] !== undefined) ||
        (right.kind === "path" &&
          isName(right.parts, name) &&
          left.kind === "literal" &&
          left.value[type] !== undefined)
      );
    }
    case "between":
      return (
        condition.operand.kind === "path" &&
        isName(condition.operand.parts, name) &&
        [condition.low, condition.high].every(
          (bound) => bound.kind === "literal" && bound.value[type] !== undefined,
        )
      );
    case "test": {
      const [operand, prefix] = condition.args;
      return (
        condition.name === "begins_with" &&
        type !== "N" &&
        operand?.kind === "path" &&
        isName(operand.parts, name) &&
        prefix?.kind === "literal" &&
        prefix.value[type] !== undefined
      );
    }
    default:
      return false;
  }
}

function isName(parts: readonly (string | number)[], name: string): boolean {
  return parts.length === 1 && parts[0] === name;
}

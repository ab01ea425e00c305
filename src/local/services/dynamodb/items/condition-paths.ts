import type { BoundCondition, BoundOperand } from "../expressions/bound.ts";
import type { Parts } from "../expressions/syntax.ts";

/** Every path that a condition looks at. */
export function conditionPaths(condition: BoundCondition): Parts[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return [...conditionPaths(condition.left), ...conditionPaths(condition.right)];
    case "not":
      return conditionPaths(condition.condition);
    case "compare":
      return [condition.left, condition.right].flatMap(operandPaths);
    case "between":
      return [condition.operand, condition.low, condition.high].flatMap(operandPaths);
    case "in":
      return [condition.operand, ...condition.choices].flatMap(operandPaths);
    case "test":
      return condition.args.flatMap(operandPaths);
  }
}

function operandPaths(operand: BoundOperand): Parts[] {
  if (operand.kind === "path") return [operand.parts];
  return operand.kind === "call" ? operand.args.flatMap(operandPaths) : [];
}

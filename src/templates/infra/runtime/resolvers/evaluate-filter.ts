import type { Item, Value } from "../data/record.ts";
import type { FilterNode } from "./filter.ts";

/** Does the record pass a laid-out filter? The same answer as DynamoDB's, for records that were read by key. */
export function passes(nodes: readonly FilterNode[], record: Item): boolean {
  const results = nodes.map(() => true);
  nodes
    .slice()
    .reverse()
    .forEach((node, back) => {
      const at = nodes.length - 1 - back;
      const parts = node.parts.map((part) => results[part]);
      if (node.kind === "test") results[at] = test(node, record[`${node.field}`] ?? null);
      else if (node.kind === "not") results[at] = !parts.every((part) => part);
      else results[at] = node.kind === "and" ? parts.every((part) => part) : parts.some((part) => part);
    });
  return results[0] === true;
}

function test(node: FilterNode, actual: Value): boolean {
  const { operator, operand } = node;
  if (operator === "attributeExists") return (actual !== null) === operand;
  if (operand === null || operand === undefined) return (actual === null) === (operator === "eq");
  if (operator === "ne") return actual !== operand;
  if (operator === "notContains") return !contains(actual, operand);
  if (actual === null) return false;
  if (operator === "eq") return actual === operand;
  if (operator === "contains") return contains(actual, operand);
  if (operator === "beginsWith") return `${actual}`.startsWith(`${operand}`);
  if (operator === "in") return (operand as readonly Value[]).some((each) => each === actual);
  return compares(actual as string, operator ?? "", operand as string);
}

/** Numbers and texts alike: both sides have the field's type. */
function compares(actual: string, operator: string, operand: string | readonly string[]): boolean {
  if (operator === "between") {
    const [low = "", high = ""] = operand as readonly string[];
    return actual >= low && actual <= high;
  }
  const bound = operand as string;
  if (operator === "lt") return actual < bound;
  if (operator === "le") return actual <= bound;
  if (operator === "gt") return actual > bound;
  return actual >= bound;
}

function contains(actual: Value, operand: Value): boolean {
  if (typeof actual === "string") return actual.indexOf(`${operand}`) >= 0;
  return [actual].flat().some((each) => each === operand);
}

import type { Value } from "../data/record.ts";
import type { Expression } from "./expression.ts";
import type { FilterNode } from "./filter.ts";

const comparisons: Readonly<Record<string, string>> = {
  eq: "=",
  ne: "<>",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
};
/** Every record has an id, and it is no key attribute: keys may not stand in a filter. */
const always = "attribute_exists(id)";
const never = "attribute_not_exists(id)";

/** A laid-out filter as a DynamoDB filter expression. */
export function renderFilter(nodes: readonly FilterNode[]): Expression {
  const names: Record<string, string> = {};
  const values: Record<string, Value> = {};
  const texts = nodes.map(() => "");
  nodes
    .slice()
    .reverse()
    .forEach((node, back) => {
      const at = nodes.length - 1 - back;
      const parts = node.parts.map((part) => texts[part]);
      if (node.kind === "test") texts[at] = renderTest(node, at, names, values);
      else if (node.kind === "not") texts[at] = `(NOT ${parts.join("")})`;
      else if (parts.length === 0) texts[at] = node.kind === "and" ? always : never;
      // DynamoDB refuses redundant parentheses.
      else if (parts.length === 1) texts[at] = `${parts[0]}`;
      else texts[at] = `(${parts.join(node.kind === "and" ? " AND " : " OR ")})`;
    });
  return { expression: `${texts[0]}`, names, values };
}

function renderTest(
  node: FilterNode,
  at: number,
  names: Record<string, string>,
  values: Record<string, Value>,
): string {
  const { field = "", operator = "", operand } = node;
  const name = `#${field}`;
  names[name] = field;
  if (operator === "attributeExists")
    return operand === true ? `attribute_exists(${name})` : `attribute_not_exists(${name})`;
  if (operand === null)
    return operator === "eq" ? `attribute_not_exists(${name})` : `attribute_exists(${name})`;
  const places = [operand].flat().map((value, position) => {
    values[`:f${at}_${position}`] = value;
    return `:f${at}_${position}`;
  });
  const place = `${places[0]}`;
  if (operator === "contains") return `contains(${name}, ${place})`;
  if (operator === "notContains") return `(NOT contains(${name}, ${place}))`;
  if (operator === "beginsWith") return `begins_with(${name}, ${place})`;
  // DynamoDB refuses a BETWEEN whose ends are the wrong way round; here such a range just holds nothing.
  if (operator === "between") return `(${name} >= ${place} AND ${name} <= ${places[1]})`;
  if (operator === "in") return `${name} IN (${places.join(", ")})`;
  return `${name} ${comparisons[operator]} ${place}`;
}

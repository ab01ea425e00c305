import type { Item, Value } from "../data/record.ts";
import { invalid, type Problem } from "./fail.ts";
import type { Times } from "./operation-specs.ts";
import { canonical } from "./times.ts";

/**
 * A filter argument as a flat list, parents before children, because APPSYNC_JS has no recursion. The first node is the
 * whole filter.
 */
export interface FilterNode {
  readonly kind: "and" | "or" | "not" | "test";
  /** Positions of the parts. */
  readonly parts: number[];
  readonly field?: string;
  readonly operator?: string;
  /** Dates and times in canonical form. */
  readonly operand?: Value;
}

/** Levels of `and`, `or` and `not`, the outermost object included. Text, and not a count, because loops need something to loop over. */
const levels = ["1", "2", "3", "4", "5"];
/** DynamoDB takes 300 operators and 4 KB of expression. */
const mostTests = 50;
const mostOperands = 100;

/** Lays a filter out, or ends with `Invalid` when it is deeper or longer than DynamoDB can take. */
export function flattenFilter(filter: Item, times: Times): FilterNode[] {
  const nodes: FilterNode[] = [{ kind: "and", parts: [] }];
  const problems: Problem[] = [];
  let level: { filter: Item; at: number }[] = [{ filter, at: 0 }];
  for (const _ of levels) {
    const deeper: { filter: Item; at: number }[] = [];
    level.forEach((group) => {
      Object.entries(group.filter).forEach(([key, value]) => {
        addMember(nodes, deeper, group.at, key, value, times, problems);
      });
    });
    level = deeper;
  }
  const operands = nodes.flatMap((node) => (node.kind === "test" ? [node.operand].flat() : []));
  if (level.length > 0)
    problems.push({ field: "filter", message: `may be nested at most ${levels.length} deep` });
  if (nodes.filter((node) => node.kind === "test").length > mostTests || operands.length > mostOperands) {
    problems.push({
      field: "filter",
      message: `may have at most ${mostTests} tests and ${mostOperands} values`,
    });
  }
  if (problems.length > 0) invalid(problems);
  return nodes;
}

function addMember(
  nodes: FilterNode[],
  deeper: { filter: Item; at: number }[],
  parent: number,
  key: string,
  value: Value,
  times: Times,
  problems: Problem[],
): void {
  if (value === null || value === undefined) return;
  if (key === "and" || key === "or" || key === "not") {
    const at = add(nodes, parent, { kind: key, parts: [] });
    [value].flat().forEach((member) => {
      deeper.push({ filter: member as Item, at: add(nodes, at, { kind: "and", parts: [] }) });
    });
    return;
  }
  Object.entries(value as Item).forEach(([operator, operand]) => {
    const normal = normalOperand(operator, operand, times[key]);
    const problem = problemOf(operator, operand, normal);
    if (problem !== null) problems.push({ field: `filter.${key}.${operator}`, message: problem });
    add(nodes, parent, { kind: "test", parts: [], field: key, operator, operand: normal });
  });
}

function add(nodes: FilterNode[], parent: number, node: FilterNode): number {
  nodes.push(node);
  nodes[parent]?.parts.push(nodes.length - 1);
  return nodes.length - 1;
}

function normalOperand(operator: string, operand: Value, type: Times[string] | undefined): Value {
  const values = [operand].flat().map((each) => canonical(type, each));
  return operator === "between" || operator === "in" ? values : values[0];
}

function problemOf(operator: string, operand: Value, normal: Value): string | null {
  if (operand === null || operand === undefined) {
    return operator === "eq" || operator === "ne" ? null : "may not be null";
  }
  if ([normal].flat().some((each) => each === null)) return "has a null, or a date or time with an offset";
  if (operator === "between" && (normal as readonly Value[]).length !== 2) return "needs two values";
  if (operator === "in" && (normal as readonly Value[]).length === 0) return "needs at least one value";
  return null;
}

import type {
  Action,
  AssignedOf,
  Condition,
  Operand,
  Parts,
} from "../../../../../../src/local/services/dynamodb/expressions/syntax.ts";

/** Writes expressions back as text, in parentheses wherever they could matter. */
export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case "and":
    case "or":
      return `${inner(condition.left)} ${condition.kind.toUpperCase()} ${inner(condition.right)}`;
    case "not":
      return `NOT ${inner(condition.condition)}`;
    case "compare":
      return `${printOperand(condition.left)} ${condition.operator} ${printOperand(condition.right)}`;
    case "between":
      return `${printOperand(condition.operand)} BETWEEN ${printOperand(condition.low)} AND ${printOperand(condition.high)}`;
    case "in":
      return `${printOperand(condition.operand)} IN (${condition.choices.map(printOperand).join(", ")})`;
    case "test":
      return `${condition.name}(${condition.args.map(printOperand).join(", ")})`;
  }
}

function inner(condition: Condition): string {
  return condition.kind === "and" || condition.kind === "or" || condition.kind === "not"
    ? `(${printCondition(condition)})`
    : printCondition(condition);
}

export function printOperand(operand: Operand): string {
  switch (operand.kind) {
    case "path":
      return printPath(operand.parts);
    case "value":
      return operand.name;
    case "call":
      return `${operand.name}(${operand.args.map(printOperand).join(", ")})`;
  }
}

export function printPath(parts: Parts): string {
  return parts.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? part : `${text}.${part}`),
    "",
  );
}

export function printUpdate(actions: readonly Action[]): string {
  const sections = { set: "SET", remove: "REMOVE", add: "ADD", delete: "DELETE" } as const;
  return (Object.keys(sections) as (keyof typeof sections)[])
    .map((kind) => ({ kind, own: actions.filter((action) => action.kind === kind) }))
    .filter(({ own }) => own.length > 0)
    .map(({ kind, own }) => `${sections[kind]} ${own.map(printAction).join(", ")}`)
    .join(" ");
}

function printAction(action: Action): string {
  const path = printPath(action.path);
  switch (action.kind) {
    case "set":
      return `${path} = ${printAssigned(action.value)}`;
    case "remove":
      return path;
    default:
      return `${path} ${printOperand(action.value)}`;
  }
}

function printAssigned(assigned: AssignedOf<Operand>): string {
  return assigned.kind === "arithmetic"
    ? `${printOperand(assigned.left)} ${assigned.sign} ${printOperand(assigned.right)}`
    : printOperand(assigned);
}

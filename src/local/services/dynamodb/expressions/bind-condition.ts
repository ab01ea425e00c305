import { validation } from "../errors.ts";
import { typeOf, type Value } from "../values/attribute-value.ts";
import { compareValues } from "../values/compare.ts";
import { type BoundCondition, type BoundOperand, bindOperand, knownType, showPath } from "./bound.ts";
import type { Substitutions } from "./substitutions.ts";
import type { Condition, Operand } from "./syntax.ts";

const operandCounts: Readonly<Record<string, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
  size: 1,
};
const typeNames = ["S", "N", "B", "NULL", "SS", "BOOL", "L", "BS", "NS", "M"];
const mostChoices = 100;

/**
 * Fills in a condition's names and values, and checks what can be checked before an item is seen.
 *
 * @throws WireError ValidationException
 */
export function bindCondition(condition: Condition, substitutions: Substitutions): BoundCondition {
  const bind = (operand: Operand) => {
    const bound = bindOperand(operand, substitutions);
    if (bound.kind === "call") checkCall(bound.name, bound.args);
    return bound;
  };
  switch (condition.kind) {
    case "and":
    case "or": {
      const left = bindCondition(condition.left, substitutions);
      return { kind: condition.kind, left, right: bindCondition(condition.right, substitutions) };
    }
    case "not":
      return { kind: "not", condition: bindCondition(condition.condition, substitutions) };
    case "compare": {
      const [left, right] = [bind(condition.left), bind(condition.right)];
      checkDistinct(condition.operator, left, right);
      checkOrdered(condition.operator, [left, right]);
      return { ...condition, left, right };
    }
    case "between": {
      const operand = bind(condition.operand);
      const [low, high] = [bind(condition.low), bind(condition.high)];
      checkOrdered("BETWEEN", [operand, low, high]);
      checkBounds(low, high);
      return { kind: "between", operand, low, high };
    }
    case "in": {
      const operand = bind(condition.operand);
      if (condition.choices.length > mostChoices) {
        throw validation(
          `The IN operator is provided with too many operands; number of operands: ${condition.choices.length}`,
        );
      }
      return { kind: "in", operand, choices: condition.choices.map(bind) };
    }
    case "test": {
      const args = condition.args.map(bind);
      checkCall(condition.name, args);
      return { kind: "test", name: condition.name, args };
    }
  }
}

function checkCall(name: string, args: readonly BoundOperand[]): void {
  if (args.length !== operandCounts[name]) {
    throw validation(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${args.length}`,
    );
  }
  const [first, second] = args as [BoundOperand, BoundOperand];
  if (second !== undefined) checkDistinct(name, first, second);
  switch (name) {
    case "attribute_exists":
    case "attribute_not_exists":
      if (first.kind !== "path") {
        throw validation(`Operator or function requires a document path; operator or function: ${name}`);
      }
      return;
    case "begins_with":
      for (const operand of args) {
        const type = knownType(operand);
        if (type !== null && type !== "S" && type !== "B") throw wrongType(name, type);
      }
      return;
    case "attribute_type": {
      const type = second.kind === "literal" ? second.value.S : undefined;
      if (type === undefined) {
        throw wrongType(name, knownType(second) ?? "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}");
      }
      if (!typeNames.includes(type)) {
        throw validation(
          `Invalid attribute type name found; type: ${type}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`,
        );
      }
      return;
    }
    case "size": {
      const type = knownType(first);
      if (type === "N" || type === "BOOL" || type === "NULL") throw wrongType(name, type);
      return;
    }
  }
}

function checkDistinct(name: string, left: BoundOperand, right: BoundOperand): void {
  if (left.kind !== "path" || right.kind !== "path" || left.parts.length !== right.parts.length) return;
  if (left.parts.every((part, at) => part === right.parts[at])) {
    throw validation(
      `The first operand must be distinct from the remaining operands for this operator or function; operator: ${name}, first operand: ${showPath(left.parts)}`,
    );
  }
}

/** Types that have no order cannot be asked for one. */
function checkOrdered(operator: string, operands: readonly BoundOperand[]): void {
  if (operator === "=" || operator === "<>") return;
  for (const operand of operands) {
    const type = knownType(operand);
    if (type !== null && type !== "S" && type !== "N" && type !== "B") throw wrongType(operator, type);
  }
}

function checkBounds(low: BoundOperand, high: BoundOperand): void {
  if (low.kind !== "literal" || high.kind !== "literal") return;
  const shown = `lower bound operand: AttributeValue: ${show(low.value)}, upper bound operand: AttributeValue: ${show(high.value)}`;
  const order = compareValues(low.value, high.value);
  if (order === null) {
    throw validation(`The BETWEEN operator requires same data type for lower and upper bounds; ${shown}`);
  }
  if (order > 0) {
    throw validation(
      `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${shown}`,
    );
  }
}

function show(value: Value): string {
  const type = typeOf(value);
  return `{${type}:${value.B === undefined ? value[type] : Buffer.from(value.B).toString("base64")}}`;
}

function wrongType(name: string, type: string) {
  return validation(
    `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`,
  );
}

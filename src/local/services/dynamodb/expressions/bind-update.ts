import { validation } from "../errors.ts";
import { typeOf, type ValueType } from "../values/attribute-value.ts";
import { type BoundAction, type BoundOperand, bindOperand, bindPath, knownType } from "./bound.ts";
import { checkPathsDistinct } from "./project.ts";
import type { Substitutions } from "./substitutions.ts";
import type { Action, AssignedOf, Operand } from "./syntax.ts";

const typeNames: Readonly<Partial<Record<ValueType, string>>> = {
  S: "STRING",
  N: "NUMBER",
  B: "BINARY",
  NULL: "NULL",
  BOOL: "BOOLEAN",
  L: "LIST",
  M: "MAP",
};

/**
 * Fills in an update's names and values, and checks what can be checked before an item is seen.
 *
 * @throws WireError ValidationException
 */
export function bindUpdate(actions: readonly Action[], substitutions: Substitutions): BoundAction[] {
  const bound = actions.map((action): BoundAction => {
    const path = bindPath(action.path, substitutions);
    switch (action.kind) {
      case "remove":
        return { kind: "remove", path };
      case "set":
        return { kind: "set", path, value: bindAssigned(action.value, substitutions) };
      default: {
        const value = bindOperand(action.value, substitutions);
        return { kind: action.kind, path, value };
      }
    }
  });
  checkPathsDistinct(bound.map(({ path }) => path));
  for (const action of bound) checkTypes(action);
  return bound;
}

function bindAssigned(assigned: AssignedOf<Operand>, substitutions: Substitutions): AssignedOf<BoundOperand> {
  if (assigned.kind !== "arithmetic") return bindOperand(assigned, substitutions);
  return {
    ...assigned,
    left: bindOperand(assigned.left, substitutions),
    right: bindOperand(assigned.right, substitutions),
  };
}

function checkTypes(action: BoundAction): void {
  switch (action.kind) {
    case "remove":
      return;
    case "add":
    case "delete":
      checkAddable(action.kind, action.value);
      return;
    case "set":
      checkAssigned(action.value);
  }
}

/** ADD takes numbers and sets, DELETE sets only. */
function checkAddable(kind: "add" | "delete", operand: BoundOperand): void {
  if (operand.kind !== "literal") return;
  const type = typeOf(operand.value);
  const name = typeNames[type];
  if (name === undefined || (kind === "add" && type === "N")) return;
  throw validation(
    `Incorrect operand type for operator or function; operator: ${kind.toUpperCase()}, operand type: ${name}, typeSet: ALLOWED_FOR_${kind.toUpperCase()}_OPERAND`,
  );
}

function checkAssigned(assigned: AssignedOf<BoundOperand>): void {
  if (assigned.kind === "arithmetic") {
    for (const operand of [assigned.left, assigned.right]) {
      checkCall(operand);
      const type = resultType(operand);
      if (type !== null && type !== "N") throw wrongType(assigned.sign, type);
    }
  } else checkCall(assigned);
}

function checkCall(operand: BoundOperand): void {
  if (operand.kind !== "call") return;
  const { name, args } = operand;
  for (const argument of args) checkCall(argument);
  if (args.length !== 2) {
    throw validation(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${args.length}`,
    );
  }
  if (name === "if_not_exists") {
    if (args[0]?.kind !== "path") {
      throw validation(`Operator or function requires a document path; operator or function: ${name}`);
    }
    return;
  }
  for (const argument of args) {
    const type = resultType(argument);
    if (type !== null && type !== "L") throw wrongType(name, type);
  }
}

function resultType(operand: BoundOperand): ValueType | null {
  return operand.kind === "call" && operand.name === "list_append" ? "L" : knownType(operand);
}

function wrongType(name: string, type: string) {
  return validation(
    `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`,
  );
}

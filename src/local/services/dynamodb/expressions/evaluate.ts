import { attributeOf, type Item, typeOf, type Value } from "../values/attribute-value.ts";
import { asText, compareValues, sameValue } from "../values/compare.ts";
import type { BoundCondition, BoundOperand } from "./bound.ts";
import type { Comparator, Parts } from "./syntax.ts";

/** Does the item meet the condition? Where there is no item, pass an empty one. */
export function meets(condition: BoundCondition, item: Item): boolean {
  switch (condition.kind) {
    case "and":
      return meets(condition.left, item) && meets(condition.right, item);
    case "or":
      return meets(condition.left, item) || meets(condition.right, item);
    case "not":
      return !meets(condition.condition, item);
    case "compare":
      return compares(
        condition.operator,
        operandValue(condition.left, item),
        operandValue(condition.right, item),
      );
    case "between": {
      const value = operandValue(condition.operand, item);
      return (
        compares(">=", value, operandValue(condition.low, item)) &&
        compares("<=", value, operandValue(condition.high, item))
      );
    }
    case "in": {
      const value = operandValue(condition.operand, item);
      return condition.choices.some((choice) => compares("=", value, operandValue(choice, item)));
    }
    case "test":
      return passes(condition.name, condition.args, item);
  }
}

/** What stands at a path in an item. */
export function valueAt(parts: Parts, item: Item): Value | undefined {
  let value = attributeOf(item, parts[0] as string);
  for (let at = 1; at < parts.length && value !== undefined; at += 1) {
    const part = parts[at] as string | number;
    value =
      typeof part === "number"
        ? value.L?.[part]
        : value.M === undefined
          ? undefined
          : attributeOf(value.M, part);
  }
  return value;
}

function operandValue(operand: BoundOperand, item: Item): Value | undefined {
  switch (operand.kind) {
    case "literal":
      return operand.value;
    case "path":
      return valueAt(operand.parts, item);
    case "call": {
      const measured = operandValue(operand.args[0] as BoundOperand, item);
      const size = measured === undefined ? null : sizeOf(measured);
      return size === null ? undefined : { N: String(size) };
    }
  }
}

/** What `size` gives: characters, bytes, or elements; numbers, booleans and null have none. */
function sizeOf(value: Value): number | null {
  if (value.S !== undefined) return value.S.length;
  if (value.B !== undefined) return value.B.length;
  if (value.M !== undefined) return Object.keys(value.M).length;
  return (value.SS ?? value.NS ?? value.BS ?? value.L)?.length ?? null;
}

/** What is absent is not equal to anything, and has no order. */
function compares(operator: Comparator, left: Value | undefined, right: Value | undefined): boolean {
  if (operator === "<>") return left === undefined || right === undefined || !sameValue(left, right);
  if (left === undefined || right === undefined) return false;
  if (operator === "=") return sameValue(left, right);
  const order = compareValues(left, right);
  if (order === null) return false;
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

function passes(name: string, args: readonly BoundOperand[], item: Item): boolean {
  const value = operandValue(args[0] as BoundOperand, item);
  if (name === "attribute_exists") return value !== undefined;
  if (name === "attribute_not_exists") return value === undefined;
  const wanted = operandValue(args[1] as BoundOperand, item);
  if (value === undefined || wanted === undefined) return false;
  switch (name) {
    case "attribute_type":
      return typeOf(value) === wanted.S;
    case "begins_with":
      if (value.S !== undefined && wanted.S !== undefined) return value.S.startsWith(wanted.S);
      return (
        value.B !== undefined &&
        wanted.B !== undefined &&
        Buffer.compare(value.B.subarray(0, wanted.B.length), wanted.B) === 0
      );
    default:
      return contains(value, wanted);
  }
}

function contains(value: Value, wanted: Value): boolean {
  if (value.S !== undefined) return wanted.S !== undefined && value.S.includes(wanted.S);
  if (value.B !== undefined) {
    return wanted.B !== undefined && asText(value.B).includes(asText(wanted.B));
  }
  if (value.SS !== undefined) return wanted.S !== undefined && value.SS.includes(wanted.S);
  if (value.NS !== undefined) return wanted.N !== undefined && value.NS.includes(wanted.N);
  if (value.BS !== undefined) {
    const bytes = wanted.B;
    return bytes !== undefined && value.BS.some((member) => Buffer.compare(member, bytes) === 0);
  }
  return value.L?.some((element) => sameValue(element, wanted)) ?? false;
}
